package isocenter.annotate.agreement;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.PatientBootstrap;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How intervals are made: patients are drawn with replacement, all items of a patient together. Where all agree, every
 * resample agrees and the interval has no width; it says nothing then of how few items there were.
 *
 * @param confidence for example 0.95
 * @param replicates 1000 or more for 0.95
 * @param seed the same seed gives the same interval
 */
public record Resampling(double confidence, int replicates, long seed) {
    public Resampling {
        if (!(confidence > 0 && confidence < 1) || replicates < 1) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, and one replicate is the least");
        }
    }

    /** 95 % by 2000 replicates. */
    public static Resampling of(long seed) {
        return new Resampling(0.95, 2000, seed);
    }

    /**
     * Estimates.
     *
     * @param clusters the patient of each item, from 0 without gaps
     * @param statistic of how often each patient counts; NaN where it has no value
     */
    Estimate estimate(String name, int[] clusters, ToDoubleFunction<int[]> statistic) {
        int patients = Arrays.stream(clusters).max().orElse(-1) + 1;
        return PatientBootstrap.of(name, patients, statistic, confidence, replicates, seed);
    }
}
