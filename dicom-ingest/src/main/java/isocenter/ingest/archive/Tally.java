package isocenter.ingest.archive;

import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Conflict;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.archive.IngestOutcome.Skipped;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts outcomes on their way to the listener. */
final class Tally {
    private final IngestListener listener;
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private long accepted;
    private long duplicates;
    private long conflicts;
    private long quarantined;
    private long skipped;

    Tally(IngestListener listener) {
        this.listener = listener;
    }

    void add(Path file, IngestOutcome outcome) {
        if (outcome instanceof Accepted) {
            accepted++;
        } else if (outcome instanceof Duplicate) {
            duplicates++;
        } else if (outcome instanceof Conflict) {
            conflicts++;
        } else if (outcome instanceof Quarantined refused) {
            quarantined++;
            reasons.merge(refused.reason(), 1L, Long::sum);
        } else if (outcome instanceof Skipped) {
            skipped++;
        }
        listener.onOutcome(file, outcome);
    }

    IngestSummary summary(double seconds) {
        return new IngestSummary(
                accepted,
                duplicates,
                conflicts,
                quarantined,
                skipped,
                Collections.unmodifiableSortedMap(new TreeMap<>(reasons)),
                seconds);
    }
}
