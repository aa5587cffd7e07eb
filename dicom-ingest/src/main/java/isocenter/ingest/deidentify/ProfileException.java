package isocenter.ingest.deidentify;

/** A profile that cannot be obeyed. The message names the file, the line and the setting, and what is expected there. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProfileException(String message) {
        super(message);
    }
}
