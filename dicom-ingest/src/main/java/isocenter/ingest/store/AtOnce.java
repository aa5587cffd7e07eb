package isocenter.ingest.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Waits for a disk or a network on several threads at once; they end when there is nothing to do. */
final class AtOnce implements AutoCloseable {
    interface Task<T> {
        void run(T item) throws IOException;
    }

    private final ThreadPoolExecutor threads;

    AtOnce(int threads) {
        this.threads = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), AtOnce::daemon);
        this.threads.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "object-store");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs a task for every item and waits for all of them, also when one fails; then throws the first failure. */
    <T> void forEach(Collection<T> items, Task<T> task) throws IOException {
        List<Future<?>> running = new ArrayList<>(items.size());
        for (T item : items) {
            running.add(threads.submit(() -> {
                task.run(item);
                return true;
            }));
        }
        IOException first = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                IOException failure = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
                first = first == null ? failure : first;
            } catch (InterruptedException e) {
                running.forEach(left -> left.cancel(true));
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the store was written");
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
