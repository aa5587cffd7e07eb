package isocenter.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.objective.ReferenceCase;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddingDiagnosticsTest {
    @Test
    void agreesWithThePublishedMeasures() {
        double[][] ranked = rows(ReferenceCase.named("rankme").values("features"), 12);
        assertThat(EmbeddingDiagnostics.of(ranked).rankMe())
                .isCloseTo(ReferenceCase.named("rankme").expected("rankMe"), within(1e-6));

        ReferenceCase spectrum = ReferenceCase.named("alpha-req");
        assertThat(EmbeddingDiagnostics.of(rows(spectrum.values("features"), 16))
                        .alphaReq())
                .isCloseTo(spectrum.expected("alphaWeighted"), within(1e-6));

        ReferenceCase sphere = ReferenceCase.named("alignment-uniformity");
        assertThat(EmbeddingDiagnostics.of(rows(sphere.values("first"), 8)).uniformity())
                .isCloseTo(sphere.expected("uniformityOfFirst"), within(1e-7));
        assertThat(EmbeddingDiagnostics.alignment(rows(sphere.values("first"), 8), rows(sphere.values("second"), 8)))
                .isCloseTo(sphere.expected("alignment"), within(1e-7));
    }

    /** Corners of a cross: d equal singular values, mean 0, and each coordinate is ±4 in two of 2d rows. */
    @Test
    void evenAndCollapsedFeaturesGiveTheirClosedForms() {
        int d = 6;
        double[][] cross = new double[2 * d][d];
        for (int i = 0; i < 2 * d; i++) {
            cross[i][i / 2] = i % 2 == 0 ? 4 : -4;
        }
        EmbeddingDiagnostics even = EmbeddingDiagnostics.of(cross);
        assertThat(even.rankMe()).isCloseTo(d, within(1e-4));
        assertThat(even.alphaReq()).isCloseTo(0, within(1e-9));
        assertThat(even.deviation()).isCloseTo(1, within(1e-9));

        double[][] same = new double[9][];
        Arrays.fill(same, new double[] {0.5, 0.25, -1});
        EmbeddingDiagnostics collapsed = EmbeddingDiagnostics.of(same);
        assertThat(collapsed.rankMe()).isCloseTo(1, within(1e-4));
        assertThat(collapsed.alphaReq()).isNaN();
        assertThat(collapsed.deviation()).isCloseTo(0, within(1e-6));
        assertThat(collapsed.uniformity()).isCloseTo(0, within(1e-9));
    }

    /** With fewer images than coordinates the last eigenvalue of centred features is zero but for rounding. */
    @Test
    void rankThatCentringTakesAwayDoesNotBendThePowerLaw() {
        Random random = new Random(5);
        double[][] few = new double[8][64];
        for (double[] row : few) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) (random.nextGaussian() / (j + 1));
            }
        }
        assertThat(EmbeddingDiagnostics.of(few).alphaReq()).isBetween(0.5, 5.0);
    }

    static double[][] rows(double[] values, int width) {
        double[][] rows = new double[values.length / width][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
        }
        return rows;
    }
}
