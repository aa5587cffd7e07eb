package isocenter.ingest.bulk;

import isocenter.ingest.bulk.ImportStatus.State;
import isocenter.ingest.job.JobState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An import as its rows and its jobs show it together. */
final class ImportView {
    private record Jobs(long count, long files) {}

    private ImportView() {}

    static ImportStatus of(BulkImport row, ImportRows rows) {
        Map<JobState, Jobs> open = new EnumMap<>(JobState.class);
        for (Object[] line : rows.progress(row.id)) {
            open.put(
                    JobState.valueOf((String) line[0]),
                    new Jobs(((Number) line[1]).longValue(), ((Number) line[2]).longValue()));
        }
        SortedMap<String, Long> reasons = new TreeMap<>();
        for (Object[] line : rows.reasons(row.id)) {
            reasons.put((String) line[0], ((Number) line[1]).longValue());
        }
        Jobs running = open.getOrDefault(JobState.RUNNING, new Jobs(0, 0));
        long failed = open.getOrDefault(JobState.FAILED, new Jobs(0, 0)).count()
                + open.getOrDefault(JobState.CANCELLED, new Jobs(0, 0)).count();
        long settled = row.accepted + row.duplicates + row.conflicts + row.quarantined + row.skipped;
        return new ImportStatus(
                row.id,
                state(row, rows),
                row.scanned,
                row.files,
                settled + running.files(),
                row.accepted,
                row.duplicates,
                row.conflicts,
                row.quarantined,
                row.skipped,
                reasons,
                row.chunks,
                rows.done(row.id),
                failed,
                running.count(),
                rows.failure(row.id),
                row.created,
                row.ended);
    }

    private static State state(BulkImport row, ImportRows rows) {
        if (row.ended != null) {
            return row.cancelled ? State.CANCELLED : State.DONE;
        }
        List<String> living = rows.livingJobs(row.id);
        return living.isEmpty() ? State.FAILED : State.RUNNING;
    }
}
