package isocenter.deploy.app;

/** The database cannot be reached or started; the message says what to do. */
final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String message) {
        super(message);
    }
}
