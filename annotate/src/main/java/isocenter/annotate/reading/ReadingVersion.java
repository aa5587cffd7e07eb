package isocenter.annotate.reading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a reader has signed for. It is never rewritten; an amendment is a further one, with its reason. */
@Entity
@Table(name = "reading_version")
@IdClass(ReadingVersion.Key.class)
class ReadingVersion {
    @Id
    String reading;

    @Id
    int number;

    @Column(nullable = false)
    String content;

    @Column(nullable = false)
    String sha256;

    @Column
    @Nullable
    String reason;

    /** JSON of the suggestion that was shown after this version; null when none was. */
    @Column
    @Nullable
    String suggestion;

    @Column(nullable = false)
    Instant committed;

    @SuppressWarnings("NullAway.Init")
    protected ReadingVersion() {}

    ReadingVersion(
            String reading,
            int number,
            String content,
            @Nullable String reason,
            @Nullable String suggestion,
            Instant committed) {
        this.reading = reading;
        this.number = number;
        this.content = content;
        this.sha256 = ContentJson.sha256(content);
        this.reason = reason;
        this.suggestion = suggestion;
        this.committed = committed;
    }

    ReadingContent read() {
        return ContentJson.read(content);
    }

    /** Reading and number. */
    record Key(String reading, int number) {}
}
