package isocenter.annotate.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One two-class question asked of images, such as pneumonia against no finding. Its meaning never changes. */
@Entity
@Table(name = "label_task")
public class LabelTask {

    @Id
    String name;

    @Column(name = "positive_finding", nullable = false)
    String positiveFinding;

    @Column(name = "negative_finding", nullable = false)
    String negativeFinding;

    @Column(nullable = false)
    Instant created;

    protected LabelTask() {}

    LabelTask(String name, String positiveFinding, String negativeFinding, Instant created) {
        this.name = name;
        this.positiveFinding = positiveFinding;
        this.negativeFinding = negativeFinding;
        this.created = created;
    }

    public String name() {
        return name;
    }

    public String positiveFinding() {
        return positiveFinding;
    }

    public String negativeFinding() {
        return negativeFinding;
    }

    boolean means(String positive, String negative) {
        return positiveFinding.equals(positive) && negativeFinding.equals(negative);
    }
}
