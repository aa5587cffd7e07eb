package isocenter.deploy.worker;

import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job's worker lives, judged by changes of its heartbeat against this process's own monotonic clock: the
 * database's clock may be another machine's.
 */
final class Pulse {
    private static final long SILENCE_NANOS = Duration.ofSeconds(6).toNanos();

    private @Nullable Instant newest;
    private long changed = System.nanoTime();

    /** False for a job that nobody has begun, or whose heartbeat has stood still for six seconds of watching. */
    boolean beats(Job job) {
        if (job.state != JobState.RUNNING) {
            return false;
        }
        if (!Objects.equals(newest, job.heartbeat)) {
            newest = job.heartbeat;
            changed = System.nanoTime();
        }
        return System.nanoTime() - changed < SILENCE_NANOS;
    }
}
