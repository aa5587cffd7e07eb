package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A second object that came under the SOP Instance UID of a kept {@link Instance} but with other content. It is kept
 * beside the first and is no part of any dataset until somebody has decided between them.
 */
@Entity
@Table(name = "conflicting_object")
public class ConflictingObject {
    /** SHA-256 of the stored file's bytes, lower hex. */
    @Id
    @Column(name = "sha256")
    public String sha256;

    /** The {@link Instance} whose UID it claims. */
    @Column(name = "instance")
    public String instance;

    /** SHA-256 of its decoded pixels; equal to the instance's when only the header or the encoding differs. */
    @Column(name = "pixel_sha256")
    public String pixelSha256;

    /** The stored file, relative to the data folder, with '/' separators. */
    @Column(name = "path")
    public String path;

    @Column(name = "size_bytes")
    public long sizeBytes;

    @Column(name = "ingested_at")
    public Instant ingestedAt;

    protected ConflictingObject() {}

    ConflictingObject(
            String sha256, String instance, String pixelSha256, String path, long sizeBytes, Instant ingestedAt) {
        this.sha256 = sha256;
        this.instance = instance;
        this.pixelSha256 = pixelSha256;
        this.path = path;
        this.sizeBytes = sizeBytes;
        this.ingestedAt = ingestedAt;
    }
}
