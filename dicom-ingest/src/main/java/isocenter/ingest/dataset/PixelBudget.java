package isocenter.ingest.dataset;

import java.util.concurrent.Semaphore;

/**
 * Bounds the pixels that are decoded at once, so that memory stays flat however large the images and however many the
 * cores. An image larger than the budget goes alone.
 */
final class PixelBudget {
    private static final int PIXELS_PER_PERMIT = 1024;
    /** Encoded bytes, stored values, modality values and display values of one pixel, with room. */
    private static final int BYTES_PER_PIXEL = 24;
    /** Of the heap. */
    private static final int SHARE = 3;

    private final int permits;
    private final Semaphore semaphore;

    PixelBudget(long heapBytes) {
        permits =
                (int) Math.min(Integer.MAX_VALUE, Math.max(1, heapBytes / SHARE / BYTES_PER_PIXEL / PIXELS_PER_PERMIT));
        semaphore = new Semaphore(permits, true);
    }

    /** Waits until there is room; {@link #release} takes what this returned. */
    int acquire(long pixels) throws InterruptedException {
        int wanted = (int) Math.min(permits, pixels / PIXELS_PER_PERMIT + 1);
        semaphore.acquire(wanted);
        return wanted;
    }

    void release(int acquired) {
        semaphore.release(acquired);
    }
}
