package isocenter.annotate.reading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** What an open reading said after one action. */
@Entity
@Table(name = "reading_step")
@IdClass(ReadingStep.Key.class)
class ReadingStep {
    @Id
    String reading;

    @Id
    int number;

    @Column(nullable = false)
    String content;

    @Column(nullable = false)
    Instant saved;

    @SuppressWarnings("NullAway.Init")
    protected ReadingStep() {}

    ReadingStep(String reading, int number, String content, Instant saved) {
        this.reading = reading;
        this.number = number;
        this.content = content;
        this.saved = saved;
    }

    /** Reading and number. */
    record Key(String reading, int number) {}
}
