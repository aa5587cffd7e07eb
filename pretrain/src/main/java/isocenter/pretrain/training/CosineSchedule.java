package isocenter.pretrain.training;

import isocenter.pretrain.recipe.OptimizerSpec;

/**
 * Learning rate: linear warm-up, then half a cosine. With w warm-up steps of n, rate r and floor m: r·(k+1)/w for k < w,
 * after that m + (r−m)·(1 + cos(π·(k−w)/(n−w)))/2.
 *
 * @param rate at the top
 * @param minRate towards the end
 * @param warmup steps of warm-up
 * @param steps in all
 */
public record CosineSchedule(double rate, double minRate, long warmup, long steps) {
    /** The schedule of a recipe's optimiser over so many steps. */
    public static CosineSchedule of(OptimizerSpec spec, long steps) {
        return new CosineSchedule(spec.rate(), spec.minRate(), Math.round(spec.warmupFraction() * steps), steps);
    }

    /** @param step counted from 0 */
    public double rateAt(long step) {
        if (step < warmup) {
            return rate * (step + 1) / warmup;
        }
        double progress = Math.min(1, (double) (step - warmup) / Math.max(1, steps - warmup));
        return minRate + (rate - minRate) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
}
