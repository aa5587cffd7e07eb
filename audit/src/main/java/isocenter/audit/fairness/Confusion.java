package isocenter.audit.fairness;

/**
 * Outcomes at a decision threshold: a score at or above it is called positive.
 *
 * @param truePositives positives called positive
 * @param falsePositives negatives called positive
 * @param trueNegatives negatives called negative
 * @param falseNegatives positives called negative
 */
public record Confusion(long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

    /** Counts at a threshold. */
    public static Confusion at(double threshold, double[] scores, boolean[] positive) {
        long[] counts = new long[4];
        for (int i = 0; i < scores.length; i++) {
            counts[(positive[i] ? 0 : 2) + (scores[i] >= threshold ? 0 : 1)]++;
        }
        return new Confusion(counts[0], counts[2], counts[3], counts[1]);
    }

    public long positives() {
        return truePositives + falseNegatives;
    }

    public long negatives() {
        return falsePositives + trueNegatives;
    }

    public long selected() {
        return truePositives + falsePositives;
    }

    public long size() {
        return positives() + negatives();
    }

    /** P(called positive | positive), the true-positive rate. */
    public Estimate sensitivity(double confidence) {
        return ClopperPearson.of(truePositives, positives(), confidence);
    }

    /** P(called negative | negative). */
    public Estimate specificity(double confidence) {
        return ClopperPearson.of(trueNegatives, negatives(), confidence);
    }

    /** P(positive | called positive). */
    public Estimate positivePredictiveValue(double confidence) {
        return ClopperPearson.of(truePositives, selected(), confidence);
    }

    /** P(called positive). */
    public Estimate selectionRate(double confidence) {
        return ClopperPearson.of(selected(), size(), confidence);
    }

    /** P(called positive | negative). */
    public Estimate falsePositiveRate(double confidence) {
        return ClopperPearson.of(falsePositives, negatives(), confidence);
    }

    /** P(called negative | positive): how often the disease is missed. */
    public Estimate falseNegativeRate(double confidence) {
        return ClopperPearson.of(falseNegatives, positives(), confidence);
    }
}
