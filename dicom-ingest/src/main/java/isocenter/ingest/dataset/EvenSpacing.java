package isocenter.ingest.dataset;

import java.util.stream.IntStream;

/**
 * Chooses some of many evenly: the row is cut into equal parts and the middle of each is taken, {@code ⌊(2i + 1) · total /
 * (2 · count)⌋}. No randomness: the same object always gives the same frames.
 */
final class EvenSpacing {
    private EvenSpacing() {}

    /** Ascending indices from 0; all of them when there are no more than {@code count}. */
    static int[] choose(int count, int total) {
        return count >= total
                ? IntStream.range(0, total).toArray()
                : IntStream.range(0, count)
                        .map(i -> (int) ((2L * i + 1) * total / (2L * count)))
                        .toArray();
    }
}
