package isocenter.ingest.archive;

import java.nio.file.Path;

/** A de-identified object, complete under a temporary name. */
record StagedFile(Path temporary, String sha256, long sizeBytes) {
    /** On its way into the store. */
    Placement kept() {
        return new Placement(this, ObjectStore.pathOf(sha256));
    }

    /** On its way to where it waits for a person. */
    Placement held() {
        return new Placement(this, ObjectStore.heldPathOf(sha256));
    }
}
