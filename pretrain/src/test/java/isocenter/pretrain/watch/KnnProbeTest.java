package isocenter.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.objective.ReferenceCase;
import org.junit.jupiter.api.Test;

class KnnProbeTest {
    @Test
    void sharesAgreeWithThePaper() {
        ReferenceCase reference = ReferenceCase.named("knn");
        double[] labels = reference.values("labels");
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] == 1;
        }
        KnnProbe probe = new KnnProbe(
                EmbeddingDiagnosticsTest.rows(reference.values("bank"), 8), positive, reference.number("neighbours"));
        double[] scores = probe.scores(EmbeddingDiagnosticsTest.rows(reference.values("queries"), 8));
        double[] shares = reference.expectedValues("shares");
        assertThat(scores).hasSize(shares.length / 2);
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i]).isCloseTo(shares[2 * i + 1], within(1e-8));
        }
    }

    /** With the whole bank as neighbours: exp(1/τ) for itself against exp(0) for the other. */
    @Test
    void aSmallBankVotesAsAWhole() {
        KnnProbe probe = new KnnProbe(new double[][] {{2, 0}, {0, 3}}, new boolean[] {true, false}, 20);
        double itself = 1 / (1 + Math.exp(-1 / 0.07));
        double[][] queries = new double[600][];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = i % 2 == 0 ? new double[] {5, 0} : new double[] {0, 0.1};
        }
        double[] scores = probe.scores(queries);
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i]).isCloseTo(i % 2 == 0 ? itself : 1 - itself, within(1e-12));
        }
    }

    @Test
    void refusesABankWithoutLabels() {
        assertThatThrownBy(() -> new KnnProbe(new double[1][2], new boolean[0], 1))
                .hasMessageContaining("a label for each");
    }
}
