package isocenter.ingest.deidentify;

/** The secret behind the pseudonyms cannot be used; the message says what to put right. */
public final class PseudonymKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PseudonymKeyException(String message) {
        super(message);
    }
}
