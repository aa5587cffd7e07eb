package isocenter.audit.fairness;

/**
 * The area under the ROC curve: the probability that a positive scores above a negative, ties counting half. 0.5 is
 * chance, 1 is perfect ranking.
 */
public final class Auroc {
    private Auroc() {}

    /**
     * AUROC with DeLong's interval, value ± z·√variance, cut to [0, 1] (DeLong, DeLong and Clarke-Pearson 1988).
     *
     * <p>DeLong takes images as independent. Where a patient has several, see {@link PatientBootstrap}.
     *
     * @param scores higher means more likely positive; finite
     * @param positive the truth, as long as {@code scores}
     * @param confidence for example 0.95
     * @return not estimable with fewer than two positives or two negatives
     */
    public static Estimate of(double[] scores, boolean[] positive, double confidence) {
        RankedScores ranked = RankedScores.of(scores, positive);
        if (ranked.positives() < 2 || ranked.negatives() < 2) {
            return new NotEstimable("%d positives and %d negatives; a variance needs two of each"
                    .formatted(ranked.positives(), ranked.negatives()));
        }
        return DeLong.of(ranked).interval(confidence);
    }
}
