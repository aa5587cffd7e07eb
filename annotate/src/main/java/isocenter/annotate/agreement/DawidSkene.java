package isocenter.annotate.agreement;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A consensus that trusts raters by how they do (Dawid and Skene 1979): every item has one true category, every rater errs in
 * his own way and independently of the others once the truth is given; EM finds the likeliest truth and errors together.
 * It starts from each item's shares of ratings, hence gives the same answer each time.
 *
 * <p>It needs three raters or more who share items: of two it cannot know which one errs. Estimates are those of greatest
 * likelihood, without smoothing; a rater with few items looks surer than he is.
 */
public final class DawidSkene {
    /** Where nothing else is asked for. */
    public static final int MOST_ITERATIONS = 1000;

    /** Change of no probability beyond which EM has come to rest. */
    public static final double TOLERANCE = 1e-9;

    private final int classes;
    private final int[] item;
    private final int[] rater;
    private final int[] given;
    private final double[][] posterior;
    private final double[][][] confusion;
    private final double[] priors;

    private DawidSkene(Ratings ratings) {
        List<Rating> all = ratings.given();
        Map<String, Integer> items = Ratings.places(ratings.items());
        Map<String, Integer> raters = Ratings.places(ratings.raters());
        classes = ratings.categories().size();
        item = all.stream().mapToInt(one -> items.getOrDefault(one.item(), 0)).toArray();
        rater = all.stream()
                .mapToInt(one -> raters.getOrDefault(one.rater(), 0))
                .toArray();
        given = all.stream().mapToInt(one -> ratings.category(one.category())).toArray();
        posterior = new double[items.size()][classes];
        confusion = new double[raters.size()][classes][classes];
        priors = new double[classes];
    }

    /** Fits until it rests, {@value #MOST_ITERATIONS} iterations at most. */
    public static LikeliestTruth fit(Ratings ratings) {
        return fit(ratings, MOST_ITERATIONS, TOLERANCE);
    }

    /**
     * Fits.
     *
     * @param mostIterations 1 or more
     * @param tolerance greatest change of an item's probabilities that counts as rest, above 0
     * @throws IllegalArgumentException when there are no ratings
     */
    public static LikeliestTruth fit(Ratings ratings, int mostIterations, double tolerance) {
        if (ratings.items().isEmpty() || mostIterations < 1 || !(tolerance > 0)) {
            throw new IllegalArgumentException("A consensus needs ratings, an iteration and a tolerance above 0");
        }
        DawidSkene model = new DawidSkene(ratings);
        model.start();
        int iterations = 0;
        boolean converged = false;
        double logLikelihood = Double.NaN;
        while (!converged && iterations < mostIterations) {
            double[][] before =
                    Arrays.stream(model.posterior).map(double[]::clone).toArray(double[][]::new);
            model.maximise();
            logLikelihood = model.expect();
            iterations++;
            converged = change(before, model.posterior) <= tolerance;
        }
        Map<String, double[][]> confusion = new LinkedHashMap<>();
        ratings.raters().forEach(name -> confusion.put(name, model.confusion[ratings.rater(name)]));
        return new LikeliestTruth(
                ratings.items(),
                ratings.categories(),
                model.priors,
                confusion,
                model.posterior,
                converged,
                iterations,
                logLikelihood);
    }

    private void start() {
        for (int i = 0; i < item.length; i++) {
            posterior[item[i]][given[i]]++;
        }
        Arrays.stream(posterior).forEach(DawidSkene::normalise);
    }

    /** The priors and confusions that these posteriors make likeliest. */
    private void maximise() {
        Arrays.fill(priors, 0);
        for (double[] probabilities : posterior) {
            for (int truth = 0; truth < classes; truth++) {
                priors[truth] += probabilities[truth];
            }
        }
        normalise(priors);
        for (double[][] one : confusion) {
            Arrays.stream(one).forEach(row -> Arrays.fill(row, 0));
        }
        for (int i = 0; i < item.length; i++) {
            for (int truth = 0; truth < classes; truth++) {
                confusion[rater[i]][truth][given[i]] += posterior[item[i]][truth];
            }
        }
        for (double[][] one : confusion) {
            Arrays.stream(one).forEach(DawidSkene::normalise);
        }
    }

    /** The posteriors that priors and confusions give; returns the log likelihood. */
    private double expect() {
        for (double[] probabilities : posterior) {
            for (int truth = 0; truth < classes; truth++) {
                probabilities[truth] = Math.log(priors[truth]);
            }
        }
        for (int i = 0; i < item.length; i++) {
            for (int truth = 0; truth < classes; truth++) {
                posterior[item[i]][truth] += Math.log(confusion[rater[i]][truth][given[i]]);
            }
        }
        double logLikelihood = 0;
        for (double[] probabilities : posterior) {
            double greatest = Arrays.stream(probabilities).max().orElseThrow();
            double sum = 0;
            for (int truth = 0; truth < classes; truth++) {
                probabilities[truth] = Math.exp(probabilities[truth] - greatest);
                sum += probabilities[truth];
            }
            logLikelihood += greatest + Math.log(sum);
            normalise(probabilities);
        }
        return logLikelihood;
    }

    /** Divides by the sum; where that is 0, all become the same. */
    private static void normalise(double[] values) {
        double sum = Arrays.stream(values).sum();
        for (int i = 0; i < values.length; i++) {
            values[i] = sum > 0 ? values[i] / sum : 1.0 / values.length;
        }
    }

    private static double change(double[][] before, double[][] after) {
        double greatest = 0;
        for (int i = 0; i < before.length; i++) {
            for (int j = 0; j < before[i].length; j++) {
                greatest = Math.max(greatest, Math.abs(before[i][j] - after[i][j]));
            }
        }
        return greatest;
    }
}
