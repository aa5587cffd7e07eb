package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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

    protected Study() {}

    Study(String id, String patient) {
        this.id = id;
        this.patient = patient;
    }
}
