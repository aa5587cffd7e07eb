package isocenter.finetune.protocol;

import isocenter.ingest.job.JobContext;
import java.util.Map;

/** Tells a job's progress at most twice a second, since each telling is a transaction. */
final class JobProgress {

    private static final long NANOS = 500_000_000L;

    private final JobContext context;
    private long told;

    JobProgress(JobContext context) {
        this.context = context;
        this.told = System.nanoTime() - NANOS;
    }

    void at(long done, long total, String unit, Map<String, Object> figures) {
        if (done == total || System.nanoTime() - told >= NANOS) {
            told = System.nanoTime();
            context.progress(done, total, unit, figures);
        }
    }
}
