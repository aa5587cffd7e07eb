package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Images of one study made together by one device. */
@Entity
@Table(name = "series")
public class Series {
    /** Pseudonymous Series Instance UID. */
    @Id
    @Column(name = "id")
    public String id;

    /** Pseudonymous UID of the {@link Study}. */
    @Column(name = "study")
    public String study;

    /** Modality (0008,0060) of the series' first image; "OT" where it gave none. */
    @Column(name = "modality")
    public String modality;

    protected Series() {}

    Series(String id, String study, String modality) {
        this.id = id;
        this.study = study;
        this.modality = modality;
    }
}
