package isocenter.pretrain.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.tensor.Libtorch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtXentLossTest {
    private static final int N = 5;
    private static final int D = 8;

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    /** Expected: lightly 1.6.0, {@code NTXentLoss(temperature)(rows[:5], rows[5:])}. */
    @ParameterizedTest
    @CsvSource({"0.1, 8.072125434875488", "0.5, 2.7147536277770996"})
    void agreesWithLightlyAndWithTheDefinition(double temperature, double expected) {
        float[] rows = rows();
        double loss = NtXentLoss.of(Rows.unitLength(Tensor.create(rows, 2 * N, D)), temperature)
                .item_double();
        assertThat(loss).isCloseTo(expected, within(1e-5));
        assertThat(loss).isCloseTo(byDefinition(rows, temperature), within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"2", "7", "64"})
    void identicalEmbeddingsGiveChance(int n) {
        Tensor same = Rows.unitLength(torch.ones(2L * n, 16));
        assertThat(NtXentLoss.of(same, 0.1).item_double()).isCloseTo(Math.log(2 * n - 1), within(1e-5));
    }

    @Test
    void perfectPairsAtOrthogonalPlacesGiveTheClosedForm() {
        int n = 4;
        double temperature = 0.25;
        Tensor pairs = torch.eye(n).repeat(2, 1);
        double expected = Math.log(1 + (2 * n - 2) * Math.exp(-1 / temperature));
        assertThat(NtXentLoss.of(pairs, temperature).item_double()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void gradientAgreesWithFiniteDifferences() {
        float[] rows = rows();
        Tensor leaf = Tensor.create(rows, 2 * N, D);
        leaf.set_requires_grad(true);
        NtXentLoss.of(Rows.unitLength(leaf), 0.5).backward();
        double step = 1e-3;
        for (int i = 0; i < rows.length; i += 7) {
            float kept = rows[i];
            rows[i] = (float) (kept + step);
            double above = byDefinition(rows, 0.5);
            rows[i] = (float) (kept - step);
            double below = byDefinition(rows, 0.5);
            rows[i] = kept;
            assertThat(leaf.grad().reshape(-1).get(i).item_double())
                    .isCloseTo((above - below) / (2 * step), within(1e-4));
        }
    }

    private static float[] rows() {
        float[] rows = new float[2 * N * D];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) Math.sin(0.7 * i + 0.1 * Math.pow(i, 1.5));
        }
        return rows;
    }

    /** Equation 1 of the paper, in plain loops. */
    private static double byDefinition(float[] rows, double temperature) {
        int views = 2 * N;
        double sum = 0;
        for (int i = 0; i < views; i++) {
            double all = 0;
            for (int k = 0; k < views; k++) {
                all += k == i ? 0 : Math.exp(cosine(rows, i, k) / temperature);
            }
            sum += -Math.log(Math.exp(cosine(rows, i, (i + N) % views) / temperature) / all);
        }
        return sum / views;
    }

    private static double cosine(float[] rows, int a, int b) {
        double dot = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int d = 0; d < D; d++) {
            dot += rows[a * D + d] * (double) rows[b * D + d];
            lengthA += rows[a * D + d] * (double) rows[a * D + d];
            lengthB += rows[b * D + d] * (double) rows[b * D + d];
        }
        return dot / Math.sqrt(lengthA * lengthB);
    }
}
