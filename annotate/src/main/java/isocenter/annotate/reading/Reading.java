package isocenter.annotate.reading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One reader's work on one study. */
@Entity
@Table(name = "reading")
class Reading {
    static final String OPEN = "open";
    static final String COMMITTED = "committed";
    static final String SKIPPED = "skipped";

    static final String FIRST = "first";
    static final String REPEAT = "repeat";
    static final String ADJUDICATION = "adjudication";

    @Id
    String id;

    @Column(nullable = false)
    String worklist;

    @Column(nullable = false)
    String study;

    @Column(nullable = false)
    String reader;

    /** {@link #FIRST}, {@link #REPEAT} or {@link #ADJUDICATION}. */
    @Column(nullable = false)
    String role;

    @Column(nullable = false)
    long position;

    @Column(nullable = false)
    String why;

    /** JSON of finding → value where the truth of the study is known; never shown to the reader. */
    @Column
    @Nullable
    String truth;

    @Column(nullable = false)
    String modality;

    @Column(name = "body_part")
    @Nullable
    String bodyPart;

    @Column(name = "study_date")
    @Nullable
    String studyDate;

    @Column(nullable = false)
    int images;

    /** {@link #OPEN}, {@link #COMMITTED} or {@link #SKIPPED}. */
    @Column(nullable = false)
    String state = OPEN;

    /** Counts every change. */
    @Column(nullable = false)
    int etag;

    /** The current step among those saved; 0 before the first. */
    @Column(nullable = false)
    int step;

    /** Time of work, idleness left out. */
    @Column(nullable = false)
    double seconds;

    @Column(name = "skip_reason")
    @Nullable
    String skipReason;

    @Column
    @Nullable
    Instant opened;

    @Column
    @Nullable
    Instant ended;

    @SuppressWarnings("NullAway.Init")
    protected Reading() {}

    Reading(String id, String worklist, String reader, String role, long position, String why, StudyFacts study) {
        this.id = id;
        this.worklist = worklist;
        this.study = study.study();
        this.reader = reader;
        this.role = role;
        this.position = position;
        this.why = why;
        this.modality = study.modality();
        this.bodyPart = study.bodyPart();
        this.studyDate = study.date();
        this.images = Math.toIntExact(study.images());
    }
}
