package isocenter.ingest.archive;

import isocenter.ingest.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Moves files through the workers into batches. Workers are ahead of the commit by two batches at most; what waits
 * there is a path and a row, not an image.
 */
final class IngestRun implements AutoCloseable {
    private final Examiner examiner;
    private final BatchCommit commit;
    private final StagingRun staging;
    private final Destination destination;
    private final ExecutorService workers;
    /** A thread that nobody interrupts: an interrupt closes the file that its thread is writing. */
    private final ExecutorService committer = Executors.newSingleThreadExecutor(IngestRun::daemon);

    private final int batchSize;
    private final long patienceNanos;
    private final Deque<Future<Examined>> ahead = new ArrayDeque<>();

    IngestRun(Examiner examiner, BatchCommit commit, StagingRun staging, List<Integer> squares, IngestConfig config) {
        this.examiner = examiner;
        this.commit = commit;
        this.staging = staging;
        this.destination = new Destination(staging, squares);
        this.batchSize = config.batch();
        this.patienceNanos = TimeUnit.SECONDS.toNanos(config.patience());
        int threads =
                config.workers() > 0 ? config.workers() : Runtime.getRuntime().availableProcessors();
        this.workers = Executors.newFixedThreadPool(threads, IngestRun::daemon);
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "ingest");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes all files; outcomes go to the tally in the order of the files, each after its commit. */
    void take(Iterator<Source> files, Tally tally) {
        fill(files);
        while (!ahead.isEmpty()) {
            List<Examined> batch = nextBatch();
            fill(files);
            List<IngestOutcome> outcomes = resultOf(committer.submit(() -> commit.commit(batch, staging)));
            for (int i = 0; i < batch.size(); i++) {
                tally.add(batch.get(i).source(), outcomes.get(i));
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IngestInterruptedException();
            }
        }
    }

    private void fill(Iterator<Source> files) {
        while (ahead.size() < 2 * batchSize && files.hasNext()) {
            Source file = files.next();
            ahead.add(workers.submit(() -> examiner.examine(file, destination)));
        }
    }

    /** A full batch, or what is finished when patience ends, but at least one file. */
    private List<Examined> nextBatch() {
        List<Examined> batch = new ArrayList<>(batchSize);
        long deadline = System.nanoTime() + patienceNanos;
        try {
            while (batch.size() < batchSize && !ahead.isEmpty()) {
                Future<Examined> first = ahead.element();
                if (batch.isEmpty()) {
                    batch.add(first.get());
                } else {
                    batch.add(first.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
                }
                ahead.remove();
            }
        } catch (TimeoutException slow) {
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestInterruptedException();
        } catch (ExecutionException e) {
            throw causeOf(e);
        }
        return batch;
    }

    /** Waits for a commit to its end: what is committed has to be told, interrupted or not. */
    private static <T> T resultOf(Future<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw causeOf(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException causeOf(ExecutionException e) {
        return e.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException("A worker failed beyond what a file can cause", e.getCause());
    }

    /** Waits for the workers, so that nothing is written after the staging folder is given up. */
    @Override
    public void close() {
        ahead.forEach(task -> task.cancel(false));
        workers.shutdown();
        committer.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
