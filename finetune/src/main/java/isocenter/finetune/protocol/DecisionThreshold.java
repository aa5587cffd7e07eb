package isocenter.finetune.protocol;

import java.util.Arrays;

/**
 * The score from which on an image is called positive, set on held-out training patients and frozen before a validation
 * score exists. It lies half-way between two neighbouring scores, so that it belongs to no image; below 0 or above 1 it
 * cannot lie.
 *
 * @param value a probability: positive means score ≥ value
 * @param sensitivity on the patients that set it
 * @param specificity on the patients that set it
 */
record DecisionThreshold(double value, double sensitivity, double specificity) {

    /**
     * The threshold of greatest Youden index (sensitivity + specificity − 1); of equally good ones the lowest, since a
     * missed finding costs more than a second look.
     */
    static DecisionThreshold youden(double[] scores, boolean[] positive) {
        DecisionThreshold best = at(0, scores, positive);
        for (double value : candidates(scores)) {
            DecisionThreshold tried = at(value, scores, positive);
            if (tried.sensitivity + tried.specificity > best.sensitivity + best.specificity) {
                best = tried;
            }
        }
        return best;
    }

    /** The highest threshold that reaches a sensitivity. */
    static DecisionThreshold reaching(double sensitivity, double[] scores, boolean[] positive) {
        DecisionThreshold best = at(0, scores, positive);
        for (double value : candidates(scores)) {
            DecisionThreshold tried = at(value, scores, positive);
            if (tried.sensitivity >= sensitivity) {
                best = tried;
            }
        }
        return best;
    }

    private static DecisionThreshold at(double value, double[] scores, boolean[] positive) {
        int positives = 0;
        int found = 0;
        int cleared = 0;
        for (int i = 0; i < scores.length; i++) {
            positives += positive[i] ? 1 : 0;
            found += positive[i] && scores[i] >= value ? 1 : 0;
            cleared += !positive[i] && scores[i] < value ? 1 : 0;
        }
        return new DecisionThreshold(value, (double) found / positives, (double) cleared / (scores.length - positives));
    }

    /** Ascending, between neighbours. */
    private static double[] candidates(double[] scores) {
        double[] sorted = Arrays.stream(scores).sorted().distinct().toArray();
        double[] between = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            double next = i + 1 < sorted.length ? sorted[i + 1] : 1;
            between[i] = (sorted[i] + next) / 2;
        }
        return between;
    }
}
