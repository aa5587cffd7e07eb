package isocenter.pretrain.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How gradients become steps, with linear warm-up and cosine decay of the rate. Biases and norms are never decayed.
 *
 * @param rule {@code adamw} (Loshchilov and Hutter 2019) or {@code lars} (You et al. 2017), made for large batches
 * @param rate peak learning rate as used, not scaled by the batch; (0, 1] for AdamW, (0, 10] for LARS
 * @param weightDecay decoupled decay for AdamW, part of the gradient for LARS; 0–1
 * @param finalWeightDecay what it becomes by half a cosine at the end, 0–1; −1 leaves it constant. DINO goes from 0.04 to
 *     0.4
 * @param beta1 AdamW's first moment's factor, or LARS's momentum, [0, 0.9999]
 * @param beta2 AdamW's second moment's factor, [0, 0.9999]
 * @param warmupFraction part of all steps spent rising linearly to {@code rate}, 0–0.5
 * @param minRate learning rate at the end of the cosine, 0–{@code rate}
 * @param clipNorm greatest global gradient norm; 0 switches clipping off
 * @param layerDecay the rate is multiplied by this once for every layer of the encoder that lies above a weight, 0.3–1; left
 *     out, all learn at one rate. DINOv2 (arXiv:2304.07193) takes 0.9
 */
public record OptimizerSpec(
        @DefaultValue("adamw") String rule,
        double rate,
        double weightDecay,
        @DefaultValue("-1") double finalWeightDecay,
        @DefaultValue("0.9") double beta1,
        @DefaultValue("0.95") double beta2,
        @DefaultValue("0.05") double warmupFraction,
        @DefaultValue("0") double minRate,
        @DefaultValue("0") double clipNorm,
        @Nullable Double layerDecay) {

    public OptimizerSpec {
        Settings.oneOf("rule", rule, List.of("adamw", "lars"));
        Settings.positive("rate", rate, rule.equals("lars") ? 10 : 1);
        Settings.inRange("weightDecay", weightDecay, 0, 1);
        if (finalWeightDecay != -1) {
            Settings.inRange("finalWeightDecay", finalWeightDecay, 0, 1);
            Settings.positive("weightDecay", weightDecay, 1);
        }
        Settings.inRange("beta1", beta1, 0, 0.9999);
        Settings.inRange("beta2", beta2, 0, 0.9999);
        Settings.inRange("warmupFraction", warmupFraction, 0, 0.5);
        Settings.inRange("minRate", minRate, 0, rate);
        Settings.inRange("clipNorm", clipNorm, 0, 1e6);
        if (layerDecay != null) {
            Settings.inRange("layerDecay", layerDecay, 0.3, 1);
        }
    }

    /** AdamW with constant decay. */
    public OptimizerSpec(
            double rate,
            double weightDecay,
            double beta1,
            double beta2,
            double warmupFraction,
            double minRate,
            double clipNorm) {
        this("adamw", rate, weightDecay, -1, beta1, beta2, warmupFraction, minRate, clipNorm, null);
    }

    /**
     * What multiplies the weight decay.
     *
     * @param progress part of the run that is done, 0–1
     */
    public double decayFactor(double progress) {
        if (finalWeightDecay == -1) {
            return 1;
        }
        double now = finalWeightDecay + (weightDecay - finalWeightDecay) * (1 + Math.cos(Math.PI * progress)) / 2;
        return now / weightDecay;
    }
}
