package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One examination of one patient. */
@Entity
@Table(name = "study")
public class Study {
    /** Pseudonymous Study Instance UID. */
    @Id
    @Column(name = "id")
    public String id;

    /** Pseudonym of the {@link Patient}. */
    @Column(name = "patient")
    public String patient;

    /** Study Date (0008,0020) as the de-identified object has it, YYYYMMDD. */
    @Column(name = "study_date")
    public @Nullable String date;

    /** Study Time (0008,0030), HHMMSS with a fraction where there is one. */
    @Column(name = "study_time")
    public @Nullable String time;

    @Column(name = "study_id")
    public @Nullable String studyId;

    /** Accession Number (0008,0050) as the de-identified object has it. */
    @Column(name = "accession")
    public @Nullable String accession;

    @Column(name = "description")
    public @Nullable String description;

    protected Study() {}

    Study(String id, String patient) {
        this.id = id;
        this.patient = patient;
    }
}
