package isocenter.pretrain.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SineCosinePositionsTest {
    @Test
    void putsTheColumnInTheFirstHalfAndTheRowInTheSecond() {
        float[] table = SineCosinePositions.of(3, 8);
        assertThat(table).hasSize(10 * 8);
        // patch 5 stands in row 1, column 2; frequencies are 1 and 1/100
        double[] expected = {
            Math.sin(2),
            Math.sin(0.02),
            Math.cos(2),
            Math.cos(0.02),
            Math.sin(1),
            Math.sin(0.01),
            Math.cos(1),
            Math.cos(0.01)
        };
        for (int k = 0; k < 8; k++) {
            assertThat((double) table[6 * 8 + k]).isCloseTo(expected[k], within(1e-7));
            assertThat(table[k]).isZero();
        }
    }

    @Test
    void refusesAWidthThatFourDoesNotDivide() {
        assertThatThrownBy(() -> SineCosinePositions.of(2, 6)).hasMessageContaining("multiple of 4");
    }
}
