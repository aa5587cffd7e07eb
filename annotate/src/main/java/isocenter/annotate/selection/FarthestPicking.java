package isocenter.annotate.selection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** K-centre greedy: each time what is farthest from all that is labelled or taken; the very first one by chance. */
final class FarthestPicking implements Picking {
    private final Pool pool;
    private final RandomPicking chance;
    private final double[] squared;

    FarthestPicking(Pool pool, long seed) {
        this.pool = pool;
        this.chance = new RandomPicking(pool, seed);
        this.squared = new double[pool.size()];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        pool.labels().keySet().stream().sorted().forEach(this::took);
    }

    @Override
    public Pick next(List<Integer> available) {
        int farthest = available.stream()
                .max(Comparator.comparingDouble((Integer i) -> squared[i]).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        if (Double.isInfinite(squared[farthest])) {
            return new Pick(chance.first(available), "the first one, drawn by chance");
        }
        return new Pick(
                farthest,
                String.format(
                        Locale.ROOT,
                        "farthest from all that is labelled: distance %.3f",
                        Math.sqrt(squared[farthest])));
    }

    @Override
    public void took(int index) {
        IntStream.range(0, squared.length)
                .parallel()
                .forEach(i -> squared[i] = Math.min(squared[i], pool.squaredDistance(i, index)));
    }
}
