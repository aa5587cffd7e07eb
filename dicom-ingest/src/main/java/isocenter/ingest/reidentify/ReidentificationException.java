package isocenter.ingest.reidentify;

/** The re-identification map cannot be used; the message says what to put right and holds no identifier. */
public final class ReidentificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReidentificationException(String message) {
        super(message);
    }

    ReidentificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
