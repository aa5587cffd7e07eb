package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.objective.ReferenceCase;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.tensor.Libtorch;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LarsTest {
    @BeforeAll
    static void startLibtorch() {
        Libtorch.start();
    }

    /** Five steps on a matrix and a bias, as facebookresearch/moco-v3 takes them. */
    @Test
    void stepsAreThoseOfMocoV3() {
        ReferenceCase reference = ReferenceCase.named("lars-moco-v3");
        Tensor weight = reference.tensor("weights").set_requires_grad(true);
        Tensor bias = reference.tensor("bias").set_requires_grad(true);
        double decay = reference.setting("weightDecay");
        Optimizer lars = new Lars(
                List.of(new ParameterGroup(Map.of("w", weight), 1, decay), new ParameterGroup(Map.of("b", bias), 1, 0)),
                reference.setting("momentum"),
                reference.setting("trust"));
        Tensor weightGradients = reference.tensor("weightGradients");
        Tensor biasGradients = reference.tensor("biasGradients");
        for (int step = 0; step < 5; step++) {
            weight.mul(weightGradients.select(0, step)).sum().backward();
            bias.mul(biasGradients.select(0, step)).sum().backward();
            lars.step(reference.setting("rate" + (step + 1)));
            assertEqual(weight, reference.expectedTensor("weightsAfter").select(0, step));
            assertEqual(bias, reference.expectedTensor("biasAfter").select(0, step));
        }
        assertThat(lars.state()).containsOnlyKeys("optimizer.w.velocity", "optimizer.b.velocity");
    }

    /** DINO's schedule: the decay rises from 0.04 to 0.4 by half a cosine. */
    @Test
    void weightDecayRisesAsPublished() {
        ReferenceCase reference = ReferenceCase.named("schedules");
        OptimizerSpec spec = new OptimizerSpec(
                "adamw",
                1e-3,
                reference.setting("weightDecay"),
                reference.setting("weightDecayEnd"),
                0.9,
                0.95,
                0,
                0,
                0,
                null);
        double[] steps = reference.values("steps");
        for (int i = 0; i < steps.length; i++) {
            double decay = spec.weightDecay() * spec.decayFactor(steps[i] / reference.number("total"));
            assertThat(Math.abs(decay - reference.expectedValues("weightDecay")[i]))
                    .isLessThan(1e-8);
        }
    }

    private static void assertEqual(Tensor actual, Tensor expected) {
        assertThat(actual.detach().sub(expected).abs().max().item_double()).isLessThan(1e-6);
    }
}
