package isocenter.ingest.dataset;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/**
 * The one part in which a dataset has a patient. Every member refers to such a row, part included, so that the database
 * itself refuses a patient in two parts.
 */
@Entity
@IdClass(StoredPatient.Key.class)
@Table(name = "dataset_patient")
class StoredPatient {
    record Key(String dataset, String patient) implements Serializable {}

    @Id
    String dataset;

    @Id
    String patient;

    @Enumerated(EnumType.STRING)
    SplitPart part;

    static StoredPatient of(String dataset, String patient, SplitPart part) {
        StoredPatient stored = new StoredPatient();
        stored.dataset = dataset;
        stored.patient = patient;
        stored.part = part;
        return stored;
    }
}
