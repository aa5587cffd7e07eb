package isocenter.pretrain.map;

import isocenter.pretrain.embedding.CosineNeighbours;
import isocenter.pretrain.embedding.CosineNeighbours.Neighbour;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well something can be read from features. Each image is guessed from its k nearest images of other patients, which vote
 * with exp(cosine/τ) as the k-NN probe's do (Wu et al. 2018, section 3.4).
 *
 * @param images for which it is known
 * @param classes that it takes
 * @param accuracy share of the images guessed rightly; NaN when it cannot be measured
 * @param majority share of the commonest value: what a guess without features would reach
 * @param balanced mean over the values of the share guessed rightly, where a guess without features reaches 1/classes; NaN
 *     likewise
 */
public record Readability(int images, int classes, double accuracy, double majority, double balanced) {
    /** Neighbours that vote. */
    public static final int NEIGHBOURS = 20;

    private static final double TEMPERATURE = 0.07;

    /**
     * Guesses every image whose value is known from those of other patients whose value is known.
     *
     * @param neighbours among exactly the images that have values, in the order of {@code values}
     */
    static Readability of(CosineNeighbours neighbours, List<String> values) {
        int count = values.size();
        Map<String, Long> sizes =
                values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (sizes.size() < 2) {
            return new Readability(count, sizes.size(), Double.NaN, sizes.isEmpty() ? Double.NaN : 1, Double.NaN);
        }
        String[] guesses = new String[count];
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> guesses[i] = guess(neighbours.nearest(i, NEIGHBOURS), values));
        Map<String, Long> right = IntStream.range(0, count)
                .filter(i -> values.get(i).equals(guesses[i]))
                .mapToObj(values::get)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long all = right.values().stream().mapToLong(Long::longValue).sum();
        double balanced = sizes.entrySet().stream()
                .mapToDouble(size -> (double) right.getOrDefault(size.getKey(), 0L) / size.getValue())
                .average()
                .orElse(Double.NaN);
        return new Readability(
                count, sizes.size(), (double) all / count, (double) Collections.max(sizes.values()) / count, balanced);
    }

    /** Of equal votes the first by name; nothing without neighbours. */
    private static String guess(List<Neighbour> nearest, List<String> values) {
        Map<String, Double> votes = new HashMap<>();
        for (Neighbour neighbour : nearest) {
            votes.merge(values.get(neighbour.index()), Math.exp((neighbour.cosine() - 1) / TEMPERATURE), Double::sum);
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Double>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Whether there was something to guess. */
    public boolean measured() {
        return Double.isFinite(accuracy);
    }

    /** Of the images whose value is known. */
    static Readability of(float[][] vectors, List<String> patients, List<@Nullable String> values) {
        int[] known = IntStream.range(0, values.size())
                .filter(i -> values.get(i) != null)
                .toArray();
        float[][] rows = new float[known.length][];
        for (int i = 0; i < known.length; i++) {
            rows[i] = vectors[known[i]];
        }
        return of(
                CosineNeighbours.of(
                        rows, IntStream.of(known).mapToObj(patients::get).toList()),
                IntStream.of(known)
                        .mapToObj(i -> Objects.requireNonNull(values.get(i)))
                        .toList());
    }
}
