package isocenter.ingest.bulk;

import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is. Files that a lost worker had taken in before its chunk went to another are counted as duplicates.
 *
 * @param files found so far; all of them once {@code scanned}
 * @param done files with a durable outcome; those of running chunks are estimates a second old
 * @param reasons quarantine reason → number of files, of chunks that are done
 * @param chunks found so far
 * @param workers worker processes that have a chunk now
 * @param error why a chunk or the scan failed; null when none did
 */
public record ImportStatus(
        UUID id,
        State state,
        boolean scanned,
        long files,
        long done,
        long accepted,
        long duplicates,
        long conflicts,
        long quarantined,
        long skipped,
        SortedMap<String, Long> reasons,
        int chunks,
        long chunksDone,
        long chunksFailed,
        long workers,
        @Nullable String error,
        Instant created,
        @Nullable Instant ended) {

    /** What is to be expected of it. */
    public enum State {
        /** Workers have it, or will as soon as there are any. */
        RUNNING,
        /** All is taken in that could be. */
        DONE,
        /** What could be done is done; starting the same import again repeats what failed. */
        FAILED,
        CANCELLED
    }

    /** Whether waiting longer changes nothing. */
    public boolean finished() {
        return state != State.RUNNING;
    }
}
