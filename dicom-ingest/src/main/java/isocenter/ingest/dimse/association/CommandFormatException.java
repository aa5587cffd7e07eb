package isocenter.ingest.dimse.association;

/** Bytes that are no command set. */
final class CommandFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFormatException(String message) {
        super(message);
    }
}
