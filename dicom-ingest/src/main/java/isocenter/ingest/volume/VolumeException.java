package isocenter.ingest.volume;

/** Volumes cannot be assembled or found; the message says what to do. */
public class VolumeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VolumeException(String message) {
        super(message);
    }

    public VolumeException(String message, Throwable cause) {
        super(message, cause);
    }
}
