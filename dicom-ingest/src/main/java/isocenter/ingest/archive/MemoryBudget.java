package isocenter.ingest.archive;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A share of the heap that workers take turns with, so that several large objects are not open at once. */
final class MemoryBudget {
    private static final int UNIT = 1 << 16;

    private final int units;
    private final Semaphore free;

    MemoryBudget(long bytes) {
        this.units = Math.toIntExact(Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT)));
        this.free = new Semaphore(units, true);
    }

    boolean fits(long bytes) {
        return unitsFor(bytes) <= units;
    }

    /** Waits until this much is free. */
    Lease lease(long bytes) {
        if (!fits(bytes)) {
            throw new IllegalArgumentException("%d bytes never fit this budget: ask fits() first".formatted(bytes));
        }
        int wanted = Math.toIntExact(unitsFor(bytes));
        free.acquireUninterruptibly(wanted);
        return () -> free.release(wanted);
    }

    /** Takes this much if it is free now. */
    Optional<Lease> tryLease(long bytes) {
        if (!fits(bytes)) {
            return Optional.empty();
        }
        int wanted = Math.toIntExact(unitsFor(bytes));
        return free.tryAcquire(wanted) ? Optional.of(() -> free.release(wanted)) : Optional.empty();
    }

    /** Waits until nobody else uses any of it. */
    Lease leaseAll() {
        free.acquireUninterruptibly(units);
        return () -> free.release(units);
    }

    private static long unitsFor(long bytes) {
        return bytes / UNIT + 1;
    }

    /** A part of the budget in use; closing it gives it back. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
