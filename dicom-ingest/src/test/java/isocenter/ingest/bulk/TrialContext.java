package isocenter.ingest.bulk;

import isocenter.ingest.job.JobContext;
import java.util.Map;
import java.util.UUID;

/** An attempt that is asked to stop after so many questions whether it should. */
final class TrialContext implements JobContext {
    private final ImportWork work;
    private int left;

    TrialContext(ImportWork work, int questions) {
        this.work = work;
        this.left = questions;
    }

    @Override
    public UUID job() {
        return work.importId();
    }

    @Override
    public String parameters() {
        return work.json();
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void progress(long done, long total, String unit, Map<String, Object> figures) {}

    @Override
    public boolean cancelRequested() {
        return left-- <= 0;
    }

    @Override
    public void fence() {}

    @Override
    public void complete(String resultJson) {}
}
