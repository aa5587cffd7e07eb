package isocenter.ingest.archive;

/** A decision about a quarantined object that cannot be carried out; the message says what can. */
public final class QuarantineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QuarantineException(String message) {
        super(message);
    }
}
