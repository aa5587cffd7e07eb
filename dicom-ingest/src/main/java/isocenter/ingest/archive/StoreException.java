package isocenter.ingest.archive;

/** The store or the database cannot take more; the message says what to do. What was acknowledged before stays. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
