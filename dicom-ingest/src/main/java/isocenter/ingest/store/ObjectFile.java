package isocenter.ingest.store;

import isocenter.audit.ledger.Artefact;
import java.nio.file.Path;

/**
 * A complete file on its way into the store.
 *
 * @param key where it goes
 * @param file where it lies now, on the disk of the data folder
 * @param sha256 of its bytes, lower-case hex
 */
public record ObjectFile(String key, Path file, String sha256, long sizeBytes) {
    /** What the ledger says of it. */
    public Artefact artefact() {
        return new Artefact(key, sha256);
    }
}
