package isocenter.annotate.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One complete, immutable set of labels of a task. A later one replaces it for new work and leaves it as it is. */
@Entity
@Table(name = "label_revision")
public class LabelRevision {

    @Id
    String id;

    @Column(nullable = false)
    String task;

    @Column(nullable = false)
    int number;

    @Column(nullable = false)
    String sha256;

    @Column(nullable = false)
    long positives;

    @Column(nullable = false)
    long negatives;

    @Column(nullable = false)
    Instant created;

    protected LabelRevision() {}

    LabelRevision(LabelTask task, int number, BinaryLabels labels, Instant created) {
        this.id = task.name() + "@" + number;
        this.task = task.name();
        this.number = number;
        this.sha256 = labels.sha256();
        this.positives = labels.positives();
        this.negatives = labels.negatives();
        this.created = created;
    }

    /** "task@number". */
    public String id() {
        return id;
    }

    public String task() {
        return task;
    }

    /** Counted from 1. */
    public int number() {
        return number;
    }

    /** Lower-case hex SHA-256 of the labels as text: "instance,1" or "instance,0" and LF, in the order of the UIDs. */
    public String sha256() {
        return sha256;
    }

    public long positives() {
        return positives;
    }

    public long negatives() {
        return negatives;
    }
}
