package isocenter.ingest.dataset;

import java.time.Instant;
import java.util.Map;

/**
 * An immutable version of a dataset.
 *
 * @param version 1 for the first
 * @param sha256 Merkle root (RFC 6962 hashing) over the manifest's lines, lower-case hex
 * @param parts every part with its size when the version was made, empty parts too
 * @param excluded images of the catalogue that are left out, by reason
 * @param created when, by the database's clock
 * @param erased how many members are gone since because their patients were erased; such a version can be shown and no
 *     longer be used
 */
public record DatasetVersion(
        String name,
        int version,
        String sha256,
        Map<SplitPart, PartCount> parts,
        Map<String, Integer> excluded,
        Instant created,
        int erased) {

    /** {@code name@version}. */
    public String id() {
        return name + "@" + version;
    }

    /** Number of images in all parts. */
    public int images() {
        return parts.values().stream().mapToInt(PartCount::images).sum();
    }

    /** Number of patients; no patient is in two parts, so the parts' numbers add up. */
    public int patients() {
        return parts.values().stream().mapToInt(PartCount::patients).sum();
    }
}
