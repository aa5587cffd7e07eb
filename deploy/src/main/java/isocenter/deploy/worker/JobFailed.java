package isocenter.deploy.worker;

/** A job did not end well; the message is the job's own. */
public final class JobFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure in words that say what to do. */
    public JobFailed(String message) {
        super(message);
    }
}
