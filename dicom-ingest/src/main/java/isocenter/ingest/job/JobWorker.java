package isocenter.ingest.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Works the queue in this process. */
@ApplicationScoped
public class JobWorker {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** db-scheduler's minimum: a process is taken for dead after four seconds of silence. */
    private static final int MISSED_HEARTBEATS = 4;

    /** Width of db-scheduler's column. */
    private static final int LONGEST_NAME = 100;

    private static final Duration POLLING = Duration.ofMillis(250);
    private static final Duration RETRY_WHEN_DATABASE_FAILED = Duration.ofSeconds(5);
    /** Time for handlers to save and return; a handler that takes longer is taken over as if the process had died. */
    private static final Duration PATIENCE_ON_STOP = Duration.ofMinutes(2);

    private final JobRunner runner;
    private final JobQueue queue;
    private final DataSource database;
    private volatile boolean stopping;
    private @Nullable Scheduler scheduler;
    private @Nullable ScheduledExecutorService heart;

    JobWorker(JobRunner runner, JobQueue queue, DataSource database) {
        this.runner = runner;
        this.queue = queue;
        this.database = database;
    }

    /**
     * Starts taking jobs, at most {@code threads} at a time; returns at once.
     *
     * @throws IllegalStateException when it has been started already
     */
    public synchronized void start(int threads) {
        if (scheduler != null) {
            throw new IllegalStateException("this worker is at work already: stop it first");
        }
        stopping = false;
        // Host and process id alone could come again after a restart.
        String name = new SchedulerName.Hostname().getName() + "/"
                + ProcessHandle.current().pid() + "/" + UUID.randomUUID();
        scheduler = Scheduler.create(database, task(name))
                .schedulerName(new SchedulerName.Fixed(name.substring(Math.max(0, name.length() - LONGEST_NAME))))
                .threads(threads)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .pollUsingFetchAndLockOnExecute(0.5, 1.0)
                .enablePriority()
                .shutdownMaxWait(PATIENCE_ON_STOP)
                .build();
        heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "job-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleAtFixedRate(runner::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        scheduler.start();
    }

    /**
     * Asks running handlers to save and return, waits for them, puts their jobs back and stops. Harmless when it was
     * not started.
     */
    public synchronized void stop() {
        stopping = true;
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
        if (heart != null) {
            heart.shutdown();
            heart = null;
        }
    }

    /** As {@link #runUntilFinished(List)}, for one job. */
    public void runUntilFinished(UUID job) {
        runUntilFinished(List.of(job));
    }

    /**
     * Works the queue, one job at a time and these first, until all of them are finished, here or in another process;
     * then stops.
     *
     * @throws IllegalArgumentException when there is no such job
     */
    public void runUntilFinished(List<UUID> jobs) {
        jobs.forEach(queue::putFirst);
        start(1);
        try {
            for (UUID job : jobs) {
                while (!finished(job)) {
                    Thread.sleep(POLLING.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }

    private boolean finished(UUID job) {
        return queue.find(job)
                .orElseThrow(() -> new IllegalArgumentException("there is no job " + job))
                .state
                .finished();
    }

    /** A terminated process ends its work properly while the database is still there. */
    void onShutdown(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        stop();
    }

    private Task<Void> task(String name) {
        return Tasks.custom(JobQueue.ENTRY)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_WHEN_DATABASE_FAILED))
                .execute((TaskInstance<Void> entry, ExecutionContext context) ->
                        runner.run(UUID.fromString(entry.getId()), name, () -> stopping)
                                ? (complete, operations) -> operations.reschedule(complete, Instant.now())
                                : new CompletionHandler.OnCompleteRemove<>());
    }
}
