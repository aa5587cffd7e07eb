package isocenter.ingest.job;

/** This attempt is no longer the job's newest: another worker has taken over and nothing more may be written. */
public class JobFencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFencedException(String message) {
        super(message);
    }
}
