package isocenter.pretrain.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.tensor.Libtorch;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddingSpreadTest {
    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    @Test
    void collapseShowsAsNoSpread() {
        Map<String, Double> spread = EmbeddingSpread.of(Rows.unitLength(torch.ones(8, 4)));
        assertThat(spread.get("embeddingStd")).isCloseTo(0, within(1e-6));
        assertThat(spread.get("alignment")).isCloseTo(0, within(1e-6));
        assertThat(spread.get("uniformity")).isCloseTo(0, within(1e-5));
    }

    @Test
    void anEvenSphereHasUnitSpread() {
        torch.manual_seed(5);
        Map<String, Double> spread = EmbeddingSpread.of(Rows.unitLength(torch.randn(4000, 32)));
        assertThat(spread.get("embeddingStd")).isCloseTo(1, within(0.02));
        // two independent unit vectors are at squared distance 2 on average
        assertThat(spread.get("alignment")).isCloseTo(2, within(0.05));
    }

    @Test
    void orthogonalPairsHaveTheClosedForm() {
        int n = 3;
        Map<String, Double> spread = EmbeddingSpread.of(torch.eye(n).repeat(2, 1));
        assertThat(spread.get("alignment")).isCloseTo(0, within(1e-6));
        // each row has one partner at distance 0 and 2n − 2 rows at squared distance 2
        double expected = Math.log((1 + (2 * n - 2) * Math.exp(-4)) / (2 * n - 1));
        assertThat(spread.get("uniformity")).isCloseTo(expected, within(1e-5));
    }
}
