package isocenter.ingest.job;

/** Does the jobs of one kind. A CDI bean; worker processes find it by its type. */
public interface JobHandler {

    /** The kind it does, for instance {@code pretrain}; no two handlers share one. */
    String kind();

    /**
     * Does the job, from the beginning or from where an earlier attempt left its own checkpoints. Ends by
     * {@link JobContext#complete}; returns without it when {@link JobContext#cancelRequested()} says so.
     *
     * @throws RuntimeException when it cannot be done: the job is then FAILED with the exception's message and is not
     *     tried again. Only the loss of the process leads to another attempt
     */
    void run(JobContext context);
}
