package isocenter.ingest.source;

/** An archive, or one member of it, cannot be read. */
public final class ArchiveException extends Exception {
    private static final long serialVersionUID = 1L;

    ArchiveException(String reason) {
        super(reason);
    }

    /** Why, in words fit for a quarantine entry: nothing of the archive's content or names. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
