package isocenter.audit.fairness;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution, as intervals and tests use it. */
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** Half the width, in standard errors, of a two-sided interval: 1.96 for 0.95. */
    static double quantile(double confidence) {
        return STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
    }

    /** P(|Z| ≥ |z|). */
    static double twoSided(double z) {
        return 2 * STANDARD.survivalProbability(Math.abs(z));
    }
}
