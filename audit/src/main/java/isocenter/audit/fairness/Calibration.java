package isocenter.audit.fairness;

import java.util.ArrayList;
import java.util.List;

/**
 * How well scores, read as probabilities, agree with outcomes.
 *
 * @param brier mean squared difference of score and outcome; 0 is perfect, always saying 0.5 gives 0.25
 * @param expectedCalibrationError mean over bins, weighted by size, of |mean outcome − mean score|; 0 is perfect
 * @param bins ten bins of equal width over [0, 1]; a score on an inner edge belongs to the bin below it
 */
public record Calibration(double brier, double expectedCalibrationError, List<Bin> bins) {
    private static final int BINS = 10;

    /** A bin's size, mean score and share of positives; the means are NaN when it is empty. */
    public record Bin(long size, double meanScore, double positiveShare) {}

    /** Whether the scores can be read as probabilities. */
    public static boolean applies(double[] scores) {
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                return false;
            }
        }
        return scores.length > 0;
    }

    /**
     * Compares scores in [0, 1] with outcomes.
     *
     * @throws IllegalArgumentException unless {@link #applies}
     */
    public static Calibration of(double[] scores, boolean[] positive) {
        if (!applies(scores)) {
            throw new IllegalArgumentException("Calibration needs at least one score and all of them within [0, 1]");
        }
        long[] size = new long[BINS];
        double[] score = new double[BINS];
        long[] positives = new long[BINS];
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            int bin = Math.max(0, (int) Math.ceil(scores[i] * BINS) - 1);
            size[bin]++;
            score[bin] += scores[i];
            positives[bin] += positive[i] ? 1 : 0;
            double error = scores[i] - (positive[i] ? 1 : 0);
            squares += error * error;
        }
        List<Bin> bins = new ArrayList<>();
        double expected = 0;
        for (int bin = 0; bin < BINS; bin++) {
            expected += Math.abs(positives[bin] - score[bin]);
            bins.add(new Bin(size[bin], score[bin] / size[bin], (double) positives[bin] / size[bin]));
        }
        return new Calibration(squares / scores.length, expected / scores.length, List.copyOf(bins));
    }
}
