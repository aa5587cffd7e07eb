package isocenter.annotate.selection;

import isocenter.pretrain.watch.KnnProbe;
import isocenter.pretrain.watch.LogisticRegression;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Where a model of the labels so far is least decided: its probability nearest to one half, which is greatest entropy and least
 * margin alike.
 */
final class UndecidedPicking implements Picking {
    private final double[] probabilities;
    private final String words;

    private UndecidedPicking(double[] probabilities, String words) {
        this.probabilities = probabilities;
        this.words = words;
    }

    static UndecidedPicking byNeighbours(Pool pool) {
        Map<Integer, Boolean> labels = new TreeMap<>(pool.labels());
        double[][] bank = labels.keySet().stream()
                .map(i -> FewLabelProbe.doubles(pool.vectors()[i]))
                .toArray(double[][]::new);
        boolean[] positive = new boolean[bank.length];
        int next = 0;
        for (boolean label : labels.values()) {
            positive[next++] = label;
        }
        double[][] queries = IntStream.range(0, pool.size())
                .mapToObj(i -> FewLabelProbe.doubles(pool.vectors()[i]))
                .toArray(double[][]::new);
        return new UndecidedPicking(
                new KnnProbe(bank, positive, KnnProbe.NEIGHBOURS).scores(queries),
                "its labelled neighbours disagree: %.0f %% of their votes are positive");
    }

    static UndecidedPicking byProbe(Pool pool, long seed) {
        FewLabelProbe probe = FewLabelProbe.fit(pool, seed);
        return new UndecidedPicking(
                IntStream.range(0, pool.size())
                        .mapToDouble(i -> LogisticRegression.sigmoid(probe.logit(pool.vectors()[i])))
                        .toArray(),
                "a probe on the labels so far is undecided: %.0f %% positive");
    }

    @Override
    public Pick next(List<Integer> available) {
        int best = available.stream()
                .min(Comparator.comparingDouble(i -> Math.abs(probabilities[i] - 0.5)))
                .orElseThrow();
        return new Pick(best, String.format(Locale.ROOT, words, 100 * probabilities[best]));
    }
}
