package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

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

    /** Series Number (0020,0011). */
    @Column(name = "number")
    public @Nullable Integer number;

    @Column(name = "description")
    public @Nullable String description;

    /** Series Date (0008,0021) as the de-identified object has it, YYYYMMDD. */
    @Column(name = "series_date")
    public @Nullable String date;

    @Column(name = "series_time")
    public @Nullable String time;

    @Column(name = "body_part")
    public @Nullable String bodyPart;

    /** L, R, U or B. */
    @Column(name = "laterality")
    public @Nullable String laterality;

    @Column(name = "manufacturer")
    public @Nullable String manufacturer;

    @Column(name = "model")
    public @Nullable String model;

    /** How many instances are catalogued in it. */
    @Column(name = "instances")
    public int instances;

    protected Series() {}

    Series(String id, String study, String modality) {
        this.id = id;
        this.study = study;
        this.modality = modality;
    }
}
