package isocenter.ingest.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Runs one queue entry: begins an attempt, hands it to its handler, settles how it ended. */
@ApplicationScoped
class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final JobAttempts attempts;
    private final Instance<JobHandler> handlers;
    private final ObjectMapper json;
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();

    JobRunner(JobAttempts attempts, @Any Instance<JobHandler> handlers, ObjectMapper json) {
        this.attempts = attempts;
        this.handlers = handlers;
        this.json = json;
    }

    /** Runs to the end; true when the job has to go back to the queue. */
    boolean run(UUID id, String worker, BooleanSupplier workerStops) {
        Optional<Job> begun = attempts.begin(id, worker);
        if (begun.isEmpty()) {
            return false;
        }
        Job job = begun.get();
        LOG.infof("%s job %s: attempt %d", job.kind, id, job.attempt);
        RunningJob context = new RunningJob(job, attempts, json, workerStops);
        running.add(context);
        try {
            handler(job.kind).run(context);
        } catch (CancellationException e) {
            LOG.debugf("%s job %s stopped by a CancellationException", job.kind, id);
        } catch (JobFencedException e) {
            LOG.warnf("%s job %s: attempt %d was fenced off", job.kind, id, job.attempt);
        } catch (RuntimeException | Error e) {
            // An Error too: a missing native library or an exhausted heap is the job's failure, and trying again at
            // once would end the same way.
            if (workerStops.getAsBoolean() && Thread.interrupted()) {
                // A stopping worker interrupts what does not return by itself: whatever that broke is not the job's
                // fault.
                LOG.infof("%s job %s was interrupted and is put back", job.kind, id);
            } else {
                LOG.errorf(e, "%s job %s failed", job.kind, id);
                attempts.fail(id, job.attempt, e);
                return false;
            }
        } finally {
            running.remove(context);
        }
        return attempts.settle(id, job.attempt, workerStops.getAsBoolean());
    }

    /** One sign of life for each job under way. */
    void beat() {
        for (RunningJob job : running) {
            try {
                job.beat();
            } catch (RuntimeException e) {
                // The database may be away for a moment; the attempt stays ours until another one begins.
                LOG.warnf("no heartbeat for job %s: %s", job.job(), e.getMessage());
            }
        }
    }

    private JobHandler handler(String kind) {
        return handlers.stream()
                .filter(handler -> handler.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this build has no handler for jobs of kind " + kind));
    }
}
