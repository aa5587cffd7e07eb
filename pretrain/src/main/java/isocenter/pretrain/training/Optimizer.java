package isocenter.pretrain.training;

import isocenter.pretrain.recipe.OptimizerSpec;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Turns gradients into steps. Its state is named tensors of ours, so that a checkpoint holds it like weights. */
public interface Optimizer {
    /** η of LARS in MoCo v3, BYOL and SimCLR. */
    double LARS_TRUST = 0.001;

    /** An optimiser as a recipe describes it, for the groups of {@link ParameterGroup#of}. Outside any step scope. */
    static Optimizer of(OptimizerSpec spec, List<ParameterGroup> groups) {
        return spec.rule().equals("lars")
                ? new Lars(groups, spec.beta1(), LARS_TRUST)
                : new AdamW(groups, spec.beta1(), spec.beta2());
    }

    /**
     * The Euclidean norm over all gradients; scales them down to {@code maxNorm} where they exceed it.
     *
     * @param maxNorm 0 switches scaling off
     * @return the norm before scaling
     */
    double clipGradients(double maxNorm);

    /**
     * Changes the weights by their gradients and drops the gradients. Parameters without a gradient are left alone.
     *
     * @param decayFactor multiplies every group's weight decay
     */
    void step(double rate, double decayFactor);

    /** The same with the weight decay as it is. */
    default void step(double rate) {
        step(rate, 1);
    }

    /** What is kept from step to step, by name. */
    Map<String, Tensor> state();
}
