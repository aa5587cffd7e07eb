package isocenter.pretrain.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SineCosinePositionsTest {
    @Test
    void putsTheColumnInTheFirstHalfAndTheRowInTheSecond() {
        float[] table = SineCosinePositions.of(2, 3, 8);
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

    /** Expected: MONAI 1.6.1, {@code build_sincos_position_embedding([3, 3, 3], 12, 3)}, its parts y, z, x put as x, y, z. */
    @Test
    void aCubeHasAThirdPairOfPartsForThePlane() {
        float[] table = SineCosinePositions.of(3, 3, 12);
        assertThat(table).hasSize(28 * 12);
        double[] plane1Row1Column2 = {
            0.9092974,
            0.0199987,
            -0.4161468,
            0.9998,
            0.841471,
            0.0099998,
            0.5403023,
            0.99995,
            0.841471,
            0.0099998,
            0.5403023,
            0.99995
        };
        double[] plane2Row1Column0 = {
            0, 0, 1, 1, 0.841471, 0.0099998, 0.5403023, 0.99995, 0.9092974, 0.0199987, -0.4161468, 0.9998
        };
        double sum = 0;
        for (float value : table) {
            sum += Math.abs(value);
        }
        for (int k = 0; k < 12; k++) {
            assertThat((double) table[15 * 12 + k]).isCloseTo(plane1Row1Column2[k], within(1e-6));
            assertThat((double) table[22 * 12 + k]).isCloseTo(plane2Row1Column0[k], within(1e-6));
            assertThat(table[k]).isZero();
        }
        assertThat(sum).isCloseTo(181.8980836, within(1e-4));
    }

    @Test
    void refusesAWidthThatFourDoesNotDivide() {
        assertThatThrownBy(() -> SineCosinePositions.of(2, 2, 6)).hasMessageContaining("multiple of 4");
    }
}
