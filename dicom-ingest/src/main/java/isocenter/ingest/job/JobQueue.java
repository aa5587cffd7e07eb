package isocenter.ingest.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Submits jobs and shows them. */
@ApplicationScoped
public class JobQueue {
    /** The one queue entry kind; an entry's instance is the job's id and everything else is in the job's row. */
    static final TaskDescriptor<Void> ENTRY = TaskDescriptor.of("job");

    private final Jobs jobs;
    private final JobAttempts attempts;
    private final SchedulerClient queue;

    JobQueue(Jobs jobs, JobAttempts attempts, DataSource database) {
        this.jobs = jobs;
        this.attempts = attempts;
        this.queue = SchedulerClient.Builder.create(database).enablePriority().build();
    }

    /**
     * Adds a job and its queue entry in the caller's transaction, or in one of its own. While a job of the same kind
     * and key is unfinished that one is returned, whatever its parameters, so that repeating a command goes on.
     *
     * @param kind at most 64 characters
     * @param key at most 512 characters
     * @param parametersJson handed to the handler
     */
    @Transactional
    public UUID submit(String kind, String key, String parametersJson) {
        UUID id = UUID.randomUUID();
        while (jobs.insertUnlessUnfinished(id, kind, key, parametersJson) == 0) {
            Optional<Job> unfinished = jobs.unfinished(kind, key);
            if (unfinished.isPresent()) {
                return unfinished.get().id;
            }
            // It finished between the two statements: the next insert meets no conflict.
        }
        queue.scheduleIfNotExists(ENTRY.instance(id.toString()).scheduledTo(Instant.now()));
        return id;
    }

    /** The job as it is in the database now. */
    @Transactional
    public Optional<Job> find(UUID id) {
        return jobs.find(id);
    }

    /** The newest jobs, newest first, finished ones too. */
    @Transactional
    public List<Job> recent(int limit) {
        return jobs.newest(Limit.of(limit));
    }

    /** Cancels a queued job at once and asks a running one to stop; no effect on a finished one. */
    public void requestCancel(UUID id) {
        attempts.requestCancel(id);
    }

    /** Puts a job before all that wait, for the command that waits for it. */
    @Transactional
    void putFirst(UUID id) {
        jobs.putFirst(id.toString());
    }
}
