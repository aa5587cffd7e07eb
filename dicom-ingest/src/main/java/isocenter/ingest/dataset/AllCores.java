package isocenter.ingest.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Does numbered pieces of work on all cores; the first failure stops all and is thrown. */
final class AllCores {
    /** One piece of work, which may be interrupted or meet a full disk. */
    interface Piece {
        void run(int index) throws IOException, InterruptedException;
    }

    private AllCores() {}

    /**
     * Does pieces 0 to {@code count} − 1, each once.
     *
     * @throws CancellationException when the calling thread is interrupted; it stays so
     */
    static void run(int count, Piece piece) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(cores);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                futures.add(pool.submit(() -> {
                    try {
                        int index;
                        while (!stop.get() && (index = next.getAndIncrement()) < count) {
                            piece.run(index);
                        }
                        return null;
                    } finally {
                        // A worker ends when nothing is left or when it failed: either way the others may end too.
                        stop.set(true);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatasetException known) {
                throw known;
            }
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw new IllegalStateException("an image could not be prepared", e.getCause());
        } finally {
            stop.set(true);
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted: the same command begins the preparation again");
    }

    /** No worker may write into the file after it was closed. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
