package isocenter.ingest.archive;

import isocenter.ingest.archive.Examined.Held;
import isocenter.ingest.archive.Examined.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Commits what many threads bring, one batch after the other: while one is being written, the next collects. Nobody
 * waits for a batch to fill, and the more there are that wait, the more of them share the cost of one commit.
 */
final class GroupCommit implements AutoCloseable {
    private record Waiting(Examined examined, String actor, CompletableFuture<IngestOutcome> outcome) {}

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private final BatchCommit commit;
    private final StagingRun staging;
    private final int largest;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread committer = IngestRun.daemon(this::run);
    private volatile boolean open = true;
    private boolean doubts;

    GroupCommit(BatchCommit commit, StagingRun staging, int largest) {
        this.commit = commit;
        this.staging = staging;
        this.largest = largest;
        committer.start();
    }

    /**
     * Waits until the outcome is durable.
     *
     * @throws StoreException when it cannot be made durable now
     */
    IngestOutcome outcomeOf(Examined examined) {
        Waiting mine = new Waiting(examined, commit.actor(), new CompletableFuture<>());
        waiting.add(mine);
        if (!open && waiting.remove(mine)) {
            throw new IngestInterruptedException();
        }
        try {
            return mine.outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException known ? known : e;
        }
    }

    private void run() {
        try {
            while (open || !waiting.isEmpty()) {
                List<Waiting> batch = new ArrayList<>();
                Waiting first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, largest - 1);
                    commit(batch);
                }
            }
        } catch (InterruptedException e) {
            open = false;
        }
    }

    private void commit(List<Waiting> batch) {
        try {
            if (doubts) {
                staging.settleDoubts(commit::removeUnlessCatalogued);
                doubts = false;
            }
            List<IngestOutcome> outcomes = commit.commit(
                    batch.stream().map(Waiting::examined).toList(),
                    batch.stream().map(Waiting::actor).toList(),
                    staging);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome.complete(outcomes.get(i));
            }
        } catch (RuntimeException | Error failure) {
            // Nobody but the senders may suffer: the next batch may find the disk emptied and the database back.
            doubts = true;
            batch.forEach(one -> one.outcome.completeExceptionally(failure));
            discard(batch);
        }
    }

    /** What cannot be deleted now lies in the staging folder, which the next start sweeps. */
    private void discard(List<Waiting> batch) {
        for (Waiting one : batch) {
            try {
                if (one.examined instanceof Kept kept) {
                    staging.discard(kept.file());
                } else if (one.examined instanceof Held held) {
                    staging.discard(held.kept().file());
                }
            } catch (StoreException left) {
                LOG.warn("A temporary file could not be removed; it is swept at the next start");
            }
        }
    }

    /** Commits what waits and ends. */
    @Override
    public void close() {
        open = false;
        boolean interrupted = false;
        while (committer.isAlive()) {
            try {
                committer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
