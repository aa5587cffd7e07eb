package isocenter.ingest.dimse;

/** The server cannot listen; the message says what to do. */
public final class DimseServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DimseServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
