package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.tensor.Libtorch;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdamWTest {
    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    /** Expected: {@code torch.optim.AdamW} and {@code clip_grad_norm_} of Python's torch 2.10.0 on the same numbers. */
    @Test
    void agreesWithPythonsOptimizerOverSevenClippedSteps() {
        Tensor weight = leaf(1.0 / Math.sqrt(4), "layer.weight", 3, 4);
        Tensor bias = leaf(0.1, "layer.bias", 3);
        AdamW optimizer = new AdamW(
                List.of(
                        new ParameterGroup(Map.of("layer.weight", weight), 1, 0.1),
                        new ParameterGroup(Map.of("layer.bias", bias), 1, 0)),
                0.9,
                0.95);
        float[] x = new float[8];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i);
        }
        Tensor input = Tensor.create(x, 2, 4);
        double[] norms = {5.619654178619385, 5.577265739440918, 5.627758502960205, 6.030547142028809, 7.0900044441223145
        };
        for (int k = 0; k < 7; k++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor loss =
                        input.matmul(weight.t()).add(bias).pow(new Scalar(3.0)).sum();
                loss.backward();
                double norm = optimizer.clipGradients(1.5);
                if (k < norms.length) {
                    assertThat(norm).isCloseTo(norms[k], within(1e-5));
                }
                optimizer.step(1e-2 * (k + 1));
            }
        }
        assertThat(values(weight))
                .usingElementComparator(AdamWTest::nearly)
                .containsExactly(
                        0.7391111850738525,
                        0.6405600905418396,
                        0.09105198085308075,
                        -0.20629072189331055,
                        0.12412970513105392,
                        -0.546455979347229,
                        -0.6751097440719604,
                        -0.7497984766960144,
                        -0.23620347678661346,
                        -0.26790502667427063,
                        -0.5826163291931152,
                        -0.4092032015323639);
        assertThat(values(bias))
                .usingElementComparator(AdamWTest::nearly)
                .containsExactly(-0.22520902752876282, -0.19874981045722961, -0.1708405613899231);
    }

    @Test
    void theFirstStepIsTheRateAgainstTheGradientsSign() {
        Tensor weight = torch.zeros(3).set_requires_grad(true);
        AdamW optimizer = new AdamW(List.of(new ParameterGroup(Map.of("w", weight), 0.5, 0)), 0.9, 0.999);
        weight.mul(Tensor.create(new float[] {3, -0.01f, 200}, 3)).sum().backward();
        optimizer.step(0.1);
        assertThat(values(weight)).usingElementComparator(AdamWTest::nearly).containsExactly(-0.05, 0.05, -0.05);
    }

    @Test
    void clippingLeavesSmallGradientsAlone() {
        Tensor weight = torch.zeros(2).set_requires_grad(true);
        AdamW optimizer = new AdamW(List.of(new ParameterGroup(Map.of("w", weight), 1, 0)), 0.9, 0.999);
        weight.mul(Tensor.create(new float[] {3, 4}, 2)).sum().backward();
        assertThat(optimizer.clipGradients(0)).isEqualTo(5);
        assertThat(optimizer.clipGradients(6)).isEqualTo(5);
        assertThat(values(weight.grad())).containsExactly(3, 4);
        optimizer.clipGradients(1);
        assertThat(values(weight.grad()))
                .usingElementComparator(AdamWTest::nearly)
                .containsExactly(0.6, 0.8);
        optimizer.step(0);
        assertThat(weight.grad().defined()).isFalse();
    }

    private static int nearly(double a, double b) {
        return Math.abs(a - b) < 2e-6 ? 0 : Double.compare(a, b);
    }

    private static Tensor leaf(double scale, String name, long... shape) {
        int hash = name.chars().sum() % 97;
        int count = 1;
        for (long length : shape) {
            count *= (int) length;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * Math.sin(0.37 * i + hash));
        }
        Tensor tensor = Tensor.create(values, shape);
        tensor.set_requires_grad(true);
        return tensor;
    }

    private static double[] values(Tensor tensor) {
        double[] values = new double[(int) tensor.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.reshape(-1).get(i).item_double();
        }
        return values;
    }
}
