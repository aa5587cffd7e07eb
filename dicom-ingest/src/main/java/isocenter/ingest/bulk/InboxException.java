package isocenter.ingest.bulk;

/** A folder cannot be an inbox; the message says what to do. */
public final class InboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InboxException(String message) {
        super(message);
    }
}
