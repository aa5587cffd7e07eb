package isocenter.deploy.worker;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Has jobs done in a worker process and follows them to their end. */
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
     * Follows one job until it is finished.
     *
     * @see #run(List, BiConsumer)
     */
    public String run(UUID job, Consumer<Job> follower) {
        return run(List.of(job), (index, state) -> follower.accept(state)).get(0);
    }

    /**
     * Follows jobs, in this order, until all are finished. A worker process is started for them unless a living worker
     * has the current job already; it ends with this call.
     *
     * @param follower told of every poll: the job's place in the list, from 0, and its row
     * @return the jobs' results, JSON
     * @throws JobFailed when a job failed or was cancelled, or its worker died
     */
    public List<String> run(List<UUID> jobs, BiConsumer<Integer, Job> follower) {
        List<String> results = new ArrayList<>();
        WorkerProcess worker = null;
        Pulse pulse = new Pulse();
        try {
            while (results.size() < jobs.size()) {
                UUID id = jobs.get(results.size());
                Job job = queue.find(id).orElseThrow(() -> new JobFailed("Job " + id + " has disappeared"));
                follower.accept(results.size(), job);
                if (job.state.finished()) {
                    results.add(result(job));
                    pulse = new Pulse();
                    continue;
                }
                if (!pulse.beats(job)) {
                    if (worker == null) {
                        worker = WorkerProcess.start(home.path(), jobs.subList(results.size(), jobs.size()));
                    } else if (!worker.alive()) {
                        throw new JobFailed("The worker process ended with exit code " + worker.exitCode()
                                + "; its log is " + worker.log() + ". Run the same command again to go on from the"
                                + " last checkpoint.");
                    }
                }
                pause();
            }
            return results;
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
