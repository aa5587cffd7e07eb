package isocenter.ingest.archive;

import java.nio.file.Path;

/** Follows an ingest run. Called from the thread that called {@link Archive#ingest}, in the order of the files. */
public interface IngestListener {
    /** A listener that ignores everything. */
    IngestListener NONE = new IngestListener() {};

    /** The number of files found, before the first is read. */
    default void onFound(long files) {}

    /** An outcome that a crash can no longer undo. The path is for the user's eyes; it may hold a patient's name. */
    default void onOutcome(Path file, IngestOutcome outcome) {}
}
