package isocenter.audit.fairness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Intervals from resampling patients with replacement, all of a patient's images together, because they depend on one
 * another (Efron's percentile interval). The same seed gives the same interval.
 */
public final class PatientBootstrap {
    /** With more replicates than this lacking positives or negatives, what is left is no fair sample. */
    private static final double TOLERATED_EMPTY = 0.05;

    private final double[][] replicates;

    private PatientBootstrap(double[][] replicates) {
        this.replicates = replicates;
    }

    /**
     * AUROC with its percentile interval, widened if need be to hold the estimate.
     *
     * @param patients whose image each score is, as long as {@code scores}
     */
    public static Estimate auroc(
            double[] scores, boolean[] positive, String[] patients, double confidence, int replicates, long seed) {
        return meanAuroc(List.of(scores), positive, patients, confidence, replicates, seed);
    }

    /**
     * The mean AUROC of several scorings of the same images, such as those of one method under several seeds. All are
     * resampled together, so that the interval speaks of other patients; of other seeds it says nothing.
     *
     * @param scores one array for each scoring, each as long as {@code patients}
     * @param patients whose image each score is
     */
    public static Estimate meanAuroc(
            List<double[]> scores,
            boolean[] positive,
            String[] patients,
            double confidence,
            int replicates,
            long seed) {
        Optional<NotEstimable> tooFew = tooFew(scores, positive);
        if (tooFew.isPresent()) {
            return tooFew.get();
        }
        Mean mean = Mean.of(scores, positive, patients, replicates, seed);
        return interval(Metric.AUROC.toString(), mean.drawn, mean.value, confidence);
    }

    /**
     * How much better one method ranks than another on the same images: the difference of their mean AUROCs, first minus
     * second. Each resample takes the same patients for both, so that what both find hard cancels.
     *
     * @param first one array for each scoring, each as long as {@code patients}
     * @param second likewise; it may have another number of scorings
     */
    public static Estimate meanAurocDifference(
            List<double[]> first,
            List<double[]> second,
            boolean[] positive,
            String[] patients,
            double confidence,
            int replicates,
            long seed) {
        Optional<NotEstimable> tooFew = tooFew(first, positive).or(() -> tooFew(second, positive));
        if (tooFew.isPresent()) {
            return tooFew.get();
        }
        Mean one = Mean.of(first, positive, patients, replicates, seed);
        Mean other = Mean.of(second, positive, patients, replicates, seed);
        double[] difference = new double[replicates];
        Arrays.setAll(difference, i -> one.drawn[i] - other.drawn[i]);
        return interval("the difference", difference, one.value - other.value, confidence);
    }

    /** The mean AUROC of several scorings, and that of every resample. The same seed draws the same patients for all. */
    private record Mean(double value, double[] drawn) {
        static Mean of(List<double[]> scores, boolean[] positive, String[] patients, int replicates, long seed) {
            double value = 0;
            double[] mean = new double[replicates];
            for (double[] scoring : scores) {
                Cohort cohort = Cohort.of(scoring, positive, patients, Double.NaN);
                value += DeLong.of(cohort.ranked()).auroc() / scores.size();
                double[] drawn = PatientBootstrap.of(cohort, replicates, seed).replicates[Metric.AUROC.ordinal()];
                for (int i = 0; i < replicates; i++) {
                    mean[i] += drawn[i] / scores.size();
                }
            }
            return new Mean(value, mean);
        }
    }

    /**
     * Any other statistic with its percentile interval, widened if need be to hold the estimate.
     *
     * @param name of the statistic, for the reason why there is none
     * @param patients how many there are
     * @param statistic its value when the images of patient i count {@code weight[i]} times each; NaN where it has none
     * @return not estimable with fewer than two patients, when the statistic has no value, or when more than 5 % of the
     *     resamples had none
     */
    public static Estimate of(
            String name,
            int patients,
            ToDoubleFunction<int[]> statistic,
            double confidence,
            int replicates,
            long seed) {
        if (patients < 2) {
            return new NotEstimable("%d patients; %s needs two for an interval".formatted(patients, name));
        }
        int[] weight = new int[patients];
        Arrays.fill(weight, 1);
        double value = statistic.applyAsDouble(weight);
        if (Double.isNaN(value)) {
            return new NotEstimable("%d patients do not give %s".formatted(patients, name));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[replicates];
        for (int replicate = 0; replicate < replicates; replicate++) {
            draw(weight, random);
            drawn[replicate] = statistic.applyAsDouble(weight);
        }
        return interval(name, drawn, value, confidence);
    }

    private static Optional<NotEstimable> tooFew(List<double[]> scores, boolean[] positive) {
        for (double[] scoring : scores) {
            RankedScores ranked = RankedScores.of(scoring, positive);
            if (ranked.positives() < 2 || ranked.negatives() < 2) {
                return Optional.of(new NotEstimable("%d positives and %d negatives; resampling needs two of each"
                        .formatted(ranked.positives(), ranked.negatives())));
            }
        }
        return Optional.empty();
    }

    static PatientBootstrap of(Cohort cohort, int replicates, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[Metric.values().length][replicates];
        int[] weight = new int[cohort.patients()];
        for (int replicate = 0; replicate < replicates; replicate++) {
            draw(weight, random);
            values[Metric.AUROC.ordinal()][replicate] = auroc(cohort, weight);
            values[Metric.SENSITIVITY.ordinal()][replicate] = rate(cohort, weight, true);
            values[Metric.SPECIFICITY.ordinal()][replicate] = rate(cohort, weight, false);
        }
        return new PatientBootstrap(values);
    }

    private static void draw(int[] weight, SplittableRandom random) {
        Arrays.fill(weight, 0);
        for (int draw = 0; draw < weight.length; draw++) {
            weight[random.nextInt(weight.length)]++;
        }
    }

    /** The AUROC in which each image counts as often as its patient was drawn; NaN without positives or negatives. */
    private static double auroc(Cohort cohort, int[] weight) {
        RankedScores ranked = cohort.ranked();
        double concordant = 0;
        long positives = 0;
        long negatives = 0;
        for (int start = 0; start < ranked.size(); ) {
            int end = ranked.tieEnd(start);
            long positivesTied = 0;
            long negativesTied = 0;
            for (int i = start; i < end; i++) {
                int subject = ranked.order()[i];
                if (ranked.positive()[subject]) {
                    positivesTied += weight[cohort.patient(subject)];
                } else {
                    negativesTied += weight[cohort.patient(subject)];
                }
            }
            concordant += positivesTied * (negatives + 0.5 * negativesTied);
            positives += positivesTied;
            negatives += negativesTied;
            start = end;
        }
        return concordant / ((double) positives * negatives);
    }

    private static double rate(Cohort cohort, int[] weight, boolean amongPositives) {
        long right = 0;
        long all = 0;
        for (int subject = 0; subject < cohort.size(); subject++) {
            if (cohort.ranked().positive()[subject] == amongPositives) {
                int times = weight[cohort.patient(subject)];
                all += times;
                right += cohort.selected(subject) == amongPositives ? times : 0;
            }
        }
        return (double) right / all;
    }

    Estimate interval(Metric metric, double value, double confidence) {
        return interval(metric.toString(), replicates[metric.ordinal()], value, confidence);
    }

    private static Estimate interval(String name, double[] replicates, double value, double confidence) {
        double[] sorted = usable(replicates);
        if (tooFew(sorted, replicates)) {
            return new NotEstimable("only %d of %d resamples of the patients had what %s needs"
                    .formatted(sorted.length, replicates.length, name));
        }
        return new Estimated(
                value,
                Math.min(value, quantile(sorted, (1 - confidence) / 2)),
                Math.max(value, quantile(sorted, (1 + confidence) / 2)));
    }

    /** The replicates' variance; 0 when there are too few, where it must not narrow anything. */
    double variance(Metric metric) {
        double[] all = replicates[metric.ordinal()];
        double[] values = usable(all);
        if (tooFew(values, all)) {
            return 0;
        }
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    private static double[] usable(double[] replicates) {
        return Arrays.stream(replicates).filter(Double::isFinite).sorted().toArray();
    }

    private static boolean tooFew(double[] usable, double[] replicates) {
        return usable.length < (1 - TOLERATED_EMPTY) * replicates.length;
    }

    /** Linear between the neighbours (Hyndman and Fan's type 7, as numpy and R do by default). */
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
