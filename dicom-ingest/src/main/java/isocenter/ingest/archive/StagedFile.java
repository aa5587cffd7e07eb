package isocenter.ingest.archive;

import isocenter.ingest.store.ObjectFile;
import java.nio.file.Path;

/** A de-identified object, complete under a temporary name. */
record StagedFile(Path temporary, String sha256, long sizeBytes) {
    /** On its way into the store. */
    ObjectFile kept() {
        return new ObjectFile(KeptFiles.pathOf(sha256), temporary, sha256, sizeBytes);
    }

    /** On its way to where it waits for a person. */
    ObjectFile held() {
        return new ObjectFile(KeptFiles.heldPathOf(sha256), temporary, sha256, sizeBytes);
    }
}
