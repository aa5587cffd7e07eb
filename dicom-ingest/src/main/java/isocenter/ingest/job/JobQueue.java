package isocenter.ingest.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Submits jobs and shows them. */
@ApplicationScoped
public class JobQueue {

    /**
     * Adds a job and its queue entry in the caller's transaction, or in one of its own. While a job of the same kind
     * and key is unfinished that one is returned, whatever its parameters, so that repeating a command goes on.
     *
     * @param parametersJson handed to the handler
     */
    public UUID submit(String kind, String key, String parametersJson) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The job as it is in the database now. */
    public Optional<Job> find(UUID id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The newest jobs, newest first, finished ones too. */
    public List<Job> recent(int limit) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Cancels a queued job at once and asks a running one to stop; no effect on a finished one. */
    public void requestCancel(UUID id) {
        throw new UnsupportedOperationException("not built yet");
    }
}
