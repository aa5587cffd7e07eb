package isocenter.deploy.worker;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Has a job done in a worker process and follows it to its end. */
@ApplicationScoped
public class JobRunner {
    private static final Duration POLL = Duration.ofMillis(300);

    private final JobQueue queue;
    private final IsocenterHome home;

    JobRunner(JobQueue queue, IsocenterHome home) {
        this.queue = queue;
        this.home = home;
    }

    /**
     * Follows the job until it is finished. A worker process is started unless a living worker has the job already; it
     * ends with this call.
     *
     * @param follower told of every poll
     * @return the job's result, JSON
     * @throws JobFailed when the job failed or was cancelled, or its worker died
     */
    public String run(UUID id, Consumer<Job> follower) {
        WorkerProcess worker = null;
        Pulse pulse = new Pulse();
        try {
            while (true) {
                Job job = queue.find(id).orElseThrow(() -> new JobFailed("Job " + id + " has disappeared"));
                follower.accept(job);
                if (job.state.finished()) {
                    return result(job);
                }
                if (worker != null && !worker.alive() && !pulse.beats(job)) {
                    throw new JobFailed("The worker process ended with exit code " + worker.exitCode()
                            + "; its log is " + worker.log() + ". Run the same command again to go on from the last"
                            + " checkpoint.");
                }
                if (worker == null && !pulse.beats(job)) {
                    worker = WorkerProcess.start(home.path(), id);
                }
                pause();
            }
        } finally {
            if (worker != null && worker.alive()) {
                awaitEnd(worker);
            }
        }
    }

    private static String result(Job job) {
        return switch (job.state) {
            case DONE -> job.result == null ? "{}" : job.result;
            case CANCELLED -> throw new JobFailed("The job was cancelled; its last checkpoint is kept");
            default -> throw new JobFailed(job.error == null ? "The job failed without a message" : job.error);
        };
    }

    /** A worker whose job is done closes its database connections and ends by itself. */
    private static void awaitEnd(WorkerProcess worker) {
        Instant patience = Instant.now().plus(Duration.ofSeconds(15));
        while (worker.alive() && Instant.now().isBefore(patience)) {
            pause();
        }
        worker.stop();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailed("Interrupted; run the same command again to go on");
        }
    }
}
