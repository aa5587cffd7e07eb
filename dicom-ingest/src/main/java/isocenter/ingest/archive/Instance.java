package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One kept image object: de-identified, decodable in every frame, stored once. */
@Entity
@Table(name = "instance")
public class Instance {
    /** Pseudonymous SOP Instance UID, {@code 2.25.<decimal>}. */
    @Id
    @Column(name = "id")
    public String id;

    /** Pseudonym of the {@link Patient}. */
    @Column(name = "patient")
    public String patient;

    /** Pseudonymous UID of the {@link Study}. */
    @Column(name = "study")
    public String study;

    /** Pseudonymous UID of the {@link Series}. */
    @Column(name = "series")
    public String series;

    /** Instance Number (0020,0013). */
    @Column(name = "number")
    public @Nullable Integer number;

    /** SOP Class UID (0008,0016). */
    @Column(name = "sop_class")
    public String sopClass;

    /** Modality (0008,0060), upper case; "OT" where the object gave none. */
    @Column(name = "modality")
    public String modality;

    /** Body Part Examined (0018,0015), upper case. */
    @Column(name = "body_part")
    public @Nullable String bodyPart;

    /** View Position (0018,5101), upper case, such as PA. */
    @Column(name = "view_position")
    public @Nullable String viewPosition;

    /** Image Laterality (0020,0062), else Laterality (0020,0060): L, R, U or B. */
    @Column(name = "laterality")
    public @Nullable String laterality;

    @Column(name = "manufacturer")
    public @Nullable String manufacturer;

    /** Manufacturer's Model Name (0008,1090). */
    @Column(name = "model")
    public @Nullable String model;

    /** Keyed pseudonym of the Institution Name; equal for equal names, and nothing more can be read from it. */
    @Column(name = "site")
    public @Nullable String site;

    /** M, F or O as this object says. */
    @Column(name = "sex")
    public @Nullable String sex;

    /** Age at the examination in whole years, 0 to 90; 90 stands for all ages over 89. */
    @Column(name = "age")
    public @Nullable Integer age;

    @Column(name = "pixel_rows")
    public int rows;

    @Column(name = "pixel_columns")
    public int columns;

    @Column(name = "frames")
    public int frames;

    /** Samples per pixel (0028,0002): 1 for grey, 3 for colour. */
    @Column(name = "samples")
    public int samples;

    @Column(name = "bits_allocated")
    public @Nullable Integer bitsAllocated;

    @Column(name = "bits_stored")
    public int bitsStored;

    @Column(name = "photometric")
    public String photometric;

    /** Transfer Syntax UID of the stored file; the pixels stay encoded as they came. */
    @Column(name = "transfer_syntax")
    public String transferSyntax;

    /** SHA-256 of the stored file's bytes, lower hex. */
    @Column(name = "sha256")
    public String sha256;

    /** SHA-256 of the decoded stored values of all frames. */
    @Column(name = "pixel_sha256")
    public String pixelSha256;

    /** The stored file, relative to the data folder, with '/' separators. */
    @Column(name = "path")
    public String path;

    @Column(name = "size_bytes")
    public long sizeBytes;

    @Column(name = "ingested_at")
    public Instant ingestedAt;

    protected Instance() {}

    Instance(String id) {
        this.id = id;
    }
}
