package isocenter.ingest.job;

import java.util.Map;
import java.util.UUID;

/** One attempt at a job, as its handler sees it. May be used from any thread. */
public interface JobContext {

    UUID job();

    /** What was submitted, JSON. */
    String parameters();

    /** 1 for the first; also the fencing number: writes of an attempt that is not the newest are refused. */
    int attempt();

    /**
     * Records how far the work is, in a transaction of its own.
     *
     * @param figures numbers worth seeing beside the bar, such as loss or images a second; stored as JSON
     * @throws JobFencedException when another worker has taken the job over
     */
    void progress(long done, long total, String unit, Map<String, Object> figures);

    /**
     * True when the handler should save its work and return: the job was cancelled, this worker is stopping (the job
     * then goes on elsewhere) or another worker has taken over. Cheap: may be asked at every step; at most a second
     * late.
     */
    boolean cancelRequested();

    /**
     * Holds the job for this attempt until the caller's transaction ends. Call it first in each transaction that
     * writes results, so that a late worker cannot write beside its successor.
     *
     * @throws JobFencedException when another worker has taken the job over
     */
    void fence();

    /**
     * Marks the job DONE, within the caller's transaction when there is one, so that the result and what it names
     * appear together.
     *
     * @throws JobFencedException when another worker has taken the job over
     */
    void complete(String resultJson);
}
