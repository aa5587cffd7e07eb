package isocenter.ingest.archive;

import isocenter.ingest.archive.Examined.Kept;
import isocenter.ingest.archive.Examined.Known;
import isocenter.ingest.archive.Examined.Refused;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.deidentify.Pseudonyms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The open door of one process: a staging folder of its own, as many examinations at once as there are processors, and
 * commits that all who wait at that moment share.
 */
final class Reception implements AutoCloseable {
    private final Path home;
    private final Examiner examiner;
    private final Pseudonyms pseudonyms;
    private final StagingRun staging;
    private final Destination destination;
    private final GroupCommit commits;
    private final Semaphore examinations;
    private final MemoryBudget memory = new MemoryBudget(Runtime.getRuntime().maxMemory() / 6);

    Reception(
            Path home,
            Examiner examiner,
            Pseudonyms pseudonyms,
            BatchCommit commit,
            StagingRun staging,
            IngestConfig config) {
        this.home = home;
        this.examiner = examiner;
        this.pseudonyms = pseudonyms;
        this.staging = staging;
        this.destination = new Destination(staging, config.prepare().orElse(List.of()));
        this.commits = new GroupCommit(commit, staging, config.batch());
        this.examinations = new Semaphore(
                config.workers() > 0 ? config.workers() : Runtime.getRuntime().availableProcessors(), true);
    }

    Optional<MemoryBudget.Lease> lease(long bytes) {
        return memory.tryLease(bytes);
    }

    Path spill() {
        return staging.spill();
    }

    StoreException onWriting(IOException cause) {
        return StoreException.onWriting(home, cause);
    }

    /** @param study the only study that the object may be of, by its own UID or by its pseudonym */
    IngestOutcome take(SourceBytes source, @Nullable String study) throws IOException {
        Examined examined;
        examinations.acquireUninterruptibly();
        try {
            examined = examiner.examine(source, destination);
        } finally {
            examinations.release();
        }
        if (examined instanceof Known known) {
            return new Duplicate(known.instance());
        }
        if (study != null && examined instanceof Kept kept && !isOf(study, kept)) {
            staging.discard(kept.file());
            examined = new Refused(
                    kept.source(),
                    kept.sourceSha256(),
                    kept.sourceBytes(),
                    "it is of another study than the one that the request names");
        }
        return commits.outcomeOf(examined);
    }

    private boolean isOf(String study, Kept kept) {
        String own = kept.draft().study;
        return own.equals(study) || own.equals(pseudonyms.uid(study));
    }

    /** Finishes what has come in completely. */
    @Override
    public void close() {
        commits.close();
        staging.close();
    }
}
