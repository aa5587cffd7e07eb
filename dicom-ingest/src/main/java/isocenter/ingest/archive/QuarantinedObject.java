package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of an object that was not kept, and why. What cannot be read cannot be de-identified, so no copy of it is made
 * and it stays at its source; an object whose pixels have to be looked at is held, de-identified, until somebody decides.
 */
@Entity
@Table(name = "quarantined_object")
public class QuarantinedObject {
    /** {@code q-} and 32 hex digits: a keyed hash of the content, or of the path where the content could not be read. */
    @Id
    @Column(name = "id")
    public String id;

    /** SHA-256 of the file as it came, lower hex, to find it again; null when its bytes could not be read. */
    @Column(name = "source_sha256")
    public @Nullable String sourceSha256;

    @Column(name = "size_bytes")
    public long sizeBytes;

    /** Keyed hash of the file's name, which may itself hold a patient's name. */
    @Column(name = "file_name_pseudonym")
    public String fileNamePseudonym;

    /** Why it was not kept, in words without any of its content. */
    @Column(name = "reason")
    public String reason;

    @Column(name = "quarantined_at")
    public Instant quarantinedAt;

    /** True once the same content was accepted by a later run (a codec was added, say). */
    @Column(name = "resolved")
    public boolean resolved;

    /** SHA-256 of the de-identified object that is held; null where none is. */
    @Column(name = "held_sha256")
    public @Nullable String heldSha256;

    /** Pseudonym of the patient of the object that is held, or was until it was released or discarded. */
    @Column(name = "held_patient")
    public @Nullable String heldPatient;

    /** Pseudonym of the held object's site, which the object itself does not name. */
    @Column(name = "held_site")
    public @Nullable String heldSite;

    protected QuarantinedObject() {}

    QuarantinedObject(
            String id,
            @Nullable String sourceSha256,
            long sizeBytes,
            String fileNamePseudonym,
            String reason,
            Instant quarantinedAt) {
        this.id = id;
        this.sourceSha256 = sourceSha256;
        this.sizeBytes = sizeBytes;
        this.fileNamePseudonym = fileNamePseudonym;
        this.reason = reason;
        this.quarantinedAt = quarantinedAt;
    }
}
