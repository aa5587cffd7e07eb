package isocenter.ingest.volume;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A volume's row; its slices are {@link StoredSlice}s. */
@Entity
@Table(name = "volume")
class StoredVolume {
    /** SHA-256 over the slices. */
    @Id
    String id;

    String series;

    String patient;

    String modality;

    /** SHA-256 over the slices' decoded pixels. */
    @Column(name = "pixel_sha256")
    String pixelSha256;

    int slices;

    /** JSON of {@link VolumeGeometry}. */
    @Column(columnDefinition = "text")
    String geometry;

    /** JSON: keyword to value. */
    @Column(columnDefinition = "text")
    String distinguished;

    /** JSON of {@link Finding}s. */
    @Column(columnDefinition = "text")
    String findings;

    /** The series has other slices by now. */
    boolean superseded;
}
