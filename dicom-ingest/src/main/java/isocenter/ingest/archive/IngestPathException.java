package isocenter.ingest.archive;

/** A path that the user gave leads nowhere. */
public final class IngestPathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IngestPathException(String message) {
        super(message);
    }
}
