package isocenter.ingest.pixel;

/**
 * A frame cannot be decoded exactly: it is quarantined with this reason and never becomes a wrong picture. The message
 * holds no value that could identify a patient.
 */
public final class PixelDecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PixelDecodeException(String reason) {
        super(reason);
    }

    public PixelDecodeException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** Why the frame was refused; the same as the message. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
