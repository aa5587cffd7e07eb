package isocenter.annotate.reading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Studies that readers are asked to read under one version of a label set. */
@Entity
@Table(name = "worklist")
public class Worklist {
    @Id
    String name;

    @Column(nullable = false)
    String title;

    @Column(name = "label_set", nullable = false)
    String labelSet;

    @Column(nullable = false)
    int readers;

    @Column
    @Nullable
    String adjudicator;

    /** Which model suggests, in the words of the bean that has it. */
    @Column(name = "suggested_by")
    @Nullable
    String suggestedBy;

    @Column(name = "suggested_share", nullable = false)
    double suggestedShare;

    @Column(nullable = false)
    long seed;

    @Column(nullable = false)
    Instant created;

    @SuppressWarnings("NullAway.Init")
    protected Worklist() {}

    Worklist(WorklistPlan plan, String labelSet, Instant created) {
        this.name = plan.name();
        this.title = plan.title();
        this.labelSet = labelSet;
        this.readers = plan.readersPerStudy();
        this.adjudicator = plan.adjudicator();
        this.suggestedBy = plan.suggestedBy();
        this.suggestedShare = plan.suggestedShare();
        this.seed = plan.seed();
        this.created = created;
    }

    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    /** "name@number" of the label set's version. */
    public String labelSet() {
        return labelSet;
    }

    /** How many readers each study has, blinded to each other. */
    public int readers() {
        return readers;
    }

    /** Who decides where readers disagree; null when nobody does. */
    public @Nullable String adjudicator() {
        return adjudicator;
    }
}
