package isocenter.ingest.bulk;

import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Conflict;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.archive.IngestOutcome.Skipped;
import isocenter.ingest.job.JobContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Follows a chunk: tells the job how far it is, once a second, and stops it when it shall stop. A file that is looked at
 * again after a pause keeps its first outcome, so that what was accepted before the pause is not counted as a duplicate.
 */
final class ChunkProgress implements IngestListener {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final JobContext context;
    private final Map<Path, IngestOutcome> outcomes = new HashMap<>();
    private long expected;
    private long told = System.nanoTime();
    private boolean stopped;

    ChunkProgress(JobContext context) {
        this.context = context;
    }

    void expect(long files) {
        expected = files;
    }

    @Override
    public void onOutcome(Path source, IngestOutcome outcome) {
        outcomes.putIfAbsent(source, outcome);
        if (stopped) {
            return;
        }
        if (context.cancelRequested()) {
            stopped = true;
            Thread.currentThread().interrupt();
        } else if (System.nanoTime() - told >= EVERY_NANOS) {
            told = System.nanoTime();
            context.progress(outcomes.size(), Math.max(expected, outcomes.size()), "files", Map.of());
        }
    }

    /** Tells why nothing moves; where the database is what is missing, nobody can be told. */
    void pause(String obstacle) {
        try {
            context.progress(
                    outcomes.size(), Math.max(expected, outcomes.size()), "files", Map.of("waiting", obstacle));
        } catch (RuntimeException untold) {
            told = System.nanoTime();
        }
    }

    /** Whether it was this that interrupted the thread. */
    boolean stopped() {
        return stopped;
    }

    ChunkCounts counts() {
        SortedMap<String, Long> reasons = new TreeMap<>();
        for (IngestOutcome outcome : outcomes.values()) {
            if (outcome instanceof Quarantined refused) {
                reasons.merge(refused.reason(), 1L, Long::sum);
            }
        }
        return new ChunkCounts(
                count(Accepted.class),
                count(Duplicate.class),
                count(Conflict.class),
                count(Quarantined.class),
                count(Skipped.class),
                reasons);
    }

    private long count(Class<? extends IngestOutcome> kind) {
        return outcomes.values().stream().filter(kind::isInstance).count();
    }
}
