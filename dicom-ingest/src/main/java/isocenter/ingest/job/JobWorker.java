package isocenter.ingest.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Works the queue in this process. */
@ApplicationScoped
public class JobWorker {

    /** Starts taking jobs, at most {@code threads} at a time. */
    public void start(int threads) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Asks running handlers to save and return, puts their jobs back, and stops. */
    public void stop() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Works the queue, one job at a time, until this one is finished, here or in another process; then stops. */
    public void runUntilFinished(UUID job) {
        throw new UnsupportedOperationException("not built yet");
    }
}
