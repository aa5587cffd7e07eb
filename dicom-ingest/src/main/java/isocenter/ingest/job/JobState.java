package isocenter.ingest.job;

/** Where a job stands. */
public enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** True when nothing more will happen to the job. */
    public boolean finished() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
