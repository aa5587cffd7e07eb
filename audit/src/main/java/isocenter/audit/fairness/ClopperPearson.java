package isocenter.audit.fairness;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** The exact interval of a proportion (Clopper and Pearson 1934): covers at least as often as it says. */
public final class ClopperPearson {
    private ClopperPearson() {}

    /**
     * The proportion k/n with [Beta(α/2; k, n−k+1), Beta(1−α/2; k+1, n−k)].
     *
     * @param k successes, 0 to n
     * @param n trials; with none the proportion is not estimable
     * @param confidence 1 − α
     */
    public static Estimate of(long k, long n, double confidence) {
        if (k < 0 || n < k) {
            throw new IllegalArgumentException(k + " successes of " + n + " trials is impossible");
        }
        if (n == 0) {
            return new NotEstimable("0 of 0; the rate has an empty denominator");
        }
        return new Estimated((double) k / n, lower(k, n, confidence), upper(k, n, confidence));
    }

    static double lower(long k, long n, double confidence) {
        return k == 0 ? 0 : BetaDistribution.of(k, n - k + 1.0).inverseCumulativeProbability((1 - confidence) / 2);
    }

    static double upper(long k, long n, double confidence) {
        return k == n ? 1 : BetaDistribution.of(k + 1.0, n - k).inverseSurvivalProbability((1 - confidence) / 2);
    }
}
