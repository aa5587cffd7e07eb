package isocenter.ingest.archive;

/** What became of one file. Reported only once it is durable: after the commit that records it. */
public sealed interface IngestOutcome {

    /** Kept, and new. */
    record Accepted(String instance, String sha256) implements IngestOutcome {}

    /** The same content was kept before. */
    record Duplicate(String instance) implements IngestOutcome {}

    /** Kept beside an instance that has the same SOP Instance UID and other content. */
    record Conflict(String instance, String sha256) implements IngestOutcome {}

    /** Not kept; the file stays where it is and the record {@code id} says why. */
    record Quarantined(String id, String reason) implements IngestOutcome {}

    /** Not an object to keep or refuse, such as a DICOMDIR or a symbolic link; nothing is recorded. */
    record Skipped(String reason) implements IngestOutcome {}
}
