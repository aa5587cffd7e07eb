package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A person, known only by pseudonym. */
@Entity
@Table(name = "patient")
public class Patient {
    /** Keyed hash of issuer and Patient ID; see {@link isocenter.ingest.deidentify.Pseudonyms#patient}. */
    @Id
    @Column(name = "pseudonym")
    public String pseudonym;

    /** M, F or O as all of the patient's images say; null when none says, or when they contradict each other. */
    @Column(name = "sex")
    public @Nullable String sex;

    /** True once two images of this patient gave different sexes; {@link #sex} then stays null. */
    @Column(name = "sex_contradicted")
    public boolean sexContradicted;

    protected Patient() {}

    Patient(String pseudonym, @Nullable String sex) {
        this.pseudonym = pseudonym;
        this.sex = sex;
    }
}
