package isocenter.pretrain.recipe;

/**
 * AdamW (Loshchilov and Hutter 2019) with linear warm-up and cosine decay. Biases and norms are never decayed.
 *
 * @param rate peak learning rate as used, not scaled by the batch; (0, 1]
 * @param weightDecay decoupled decay, 0–1
 * @param beta1 first moment's factor, [0, 0.9999]
 * @param beta2 second moment's factor, [0, 0.9999]
 * @param warmupFraction part of all steps spent rising linearly to {@code rate}, 0–0.5
 * @param minRate learning rate at the end of the cosine, 0–{@code rate}
 * @param clipNorm greatest global gradient norm; 0 switches clipping off
 */
public record OptimizerSpec(
        double rate,
        double weightDecay,
        @DefaultValue("0.9") double beta1,
        @DefaultValue("0.95") double beta2,
        @DefaultValue("0.05") double warmupFraction,
        @DefaultValue("0") double minRate,
        @DefaultValue("0") double clipNorm) {

    public OptimizerSpec {
        Settings.positive("rate", rate, 1);
        Settings.inRange("weightDecay", weightDecay, 0, 1);
        Settings.inRange("beta1", beta1, 0, 0.9999);
        Settings.inRange("beta2", beta2, 0, 0.9999);
        Settings.inRange("warmupFraction", warmupFraction, 0, 0.5);
        Settings.inRange("minRate", minRate, 0, rate);
        Settings.inRange("clipNorm", clipNorm, 0, 1e6);
    }
}
