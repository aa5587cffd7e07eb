package isocenter.ingest.dimse.association;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the deadlines of all open connections ten times a second. Socket timeouts would not do: they cover no write,
 * and a peer that sends a byte at a time never meets them.
 */
public final class Watchdog implements AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "dimse-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    public Watchdog() {
        clock.setRemoveOnCancelPolicy(true);
    }

    Future<?> watch(Runnable check) {
        return clock.scheduleWithFixedDelay(check, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
