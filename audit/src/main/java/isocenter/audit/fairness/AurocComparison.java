package isocenter.audit.fairness;

/**
 * The difference of two AUROCs with DeLong's test.
 *
 * @param difference first minus second, −1 to 1
 * @param standardError of the difference
 * @param z difference over standard error; 0 when both are 0
 * @param pValue two-sided
 */
public record AurocComparison(double difference, double standardError, double z, double pValue) {

    /** Two disjoint sets of subjects: z = ΔAUC / √(V₁ + V₂). Each needs two positives and two negatives. */
    public static AurocComparison independent(
            double[] scores1, boolean[] positive1, double[] scores2, boolean[] positive2) {
        DeLong first = components(scores1, positive1);
        DeLong second = components(scores2, positive2);
        return of(first.auroc() - second.auroc(), first.variance() + second.variance());
    }

    /** Two scores of the same subjects: the variance of the difference is V₁ + V₂ − 2·covariance. */
    public static AurocComparison paired(double[] scores1, double[] scores2, boolean[] positive) {
        DeLong first = components(scores1, positive);
        DeLong second = components(scores2, positive);
        return of(first.auroc() - second.auroc(), first.variance() + second.variance() - 2 * first.covariance(second));
    }

    private static AurocComparison of(double difference, double variance) {
        double error = Math.sqrt(Math.max(0, variance));
        return new AurocComparison(difference, error, z(difference, error), p(difference, error));
    }

    static double z(double difference, double error) {
        return difference == 0 ? 0 : difference / error;
    }

    static double p(double difference, double error) {
        return Normal.twoSided(z(difference, error));
    }

    private static DeLong components(double[] scores, boolean[] positive) {
        RankedScores ranked = RankedScores.of(scores, positive);
        if (ranked.positives() < 2 || ranked.negatives() < 2) {
            throw new IllegalArgumentException("DeLong's test needs two positives and two negatives, not %d and %d"
                    .formatted(ranked.positives(), ranked.negatives()));
        }
        return DeLong.of(ranked);
    }
}
