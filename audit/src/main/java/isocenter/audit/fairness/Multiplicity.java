package isocenter.audit.fairness;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Adjusts the p-values of a family of tests, each result in the place of its input. */
public final class Multiplicity {
    private Multiplicity() {}

    /** Holm 1979: the chance of even one false rejection stays below the level. */
    public static double[] holm(double... p) {
        Integer[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 0;
        for (int rank = 0; rank < p.length; rank++) {
            running = Math.max(running, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    /** Benjamini and Hochberg 1995: the expected share of false ones among the rejections stays below the level. */
    public static double[] benjaminiHochberg(double... p) {
        Integer[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 1;
        for (int rank = p.length - 1; rank >= 0; rank--) {
            running = Math.min(running, p.length * p[order[rank]] / (rank + 1));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    private static Integer[] ascending(double[] p) {
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toArray(Integer[]::new);
    }
}
