package isocenter.audit.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that pROC, and the papers, publish. */
class PublishedFiguresTest {
    private static final double TINY = 1e-12;

    private final boolean[] poor = new boolean[113];
    private final double[] wfns = new double[113];
    private final double[] ndka = new double[113];
    private final double[] s100b = new double[113];

    PublishedFiguresTest() throws IOException {
        try (InputStream in = PublishedFiguresTest.class.getResourceAsStream("asah.csv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < 113; i++) {
                String[] fields = lines.get(i + 1).split(",");
                poor[i] = fields[0].equals("1");
                wfns[i] = Double.parseDouble(fields[1]);
                ndka[i] = Double.parseDouble(fields[2]);
                s100b[i] = Double.parseDouble(fields[3]);
            }
        }
    }

    private DeLong delong(double[] scores) {
        return DeLong.of(RankedScores.of(scores, poor));
    }

    @Test
    void delongVariancesAreThoseOfPRoc() {
        assertThat(delong(wfns).variance()).isCloseTo(0.00146991470882363, within(TINY));
        assertThat(delong(ndka).variance()).isCloseTo(0.0031908105493913, within(TINY));
        assertThat(delong(s100b).variance()).isCloseTo(0.00266868245717244, within(TINY));
    }

    @Test
    void aurocAndIntervalAreThoseOfPRoc() {
        assertThat(Auroc.of(ndka, poor, 0.95)).isInstanceOfSatisfying(Estimated.class, estimate -> {
            assertThat(estimate.value()).isCloseTo(0.611957994579946, within(TINY));
            assertThat(estimate.low()).isCloseTo(0.501244999271703, within(TINY));
            assertThat(estimate.high()).isCloseTo(0.722670989888189, within(TINY));
        });
    }

    @Test
    void pairedTestsAreThoseOfPRoc() {
        assertPaired(wfns, s100b, 2.20898359144091, 0.0271757822291882);
        assertPaired(wfns, ndka, 2.79777591868904, 0.00514557970691098);
        assertPaired(ndka, s100b, -1.39077002573558, 0.164295175223054);
        assertThat(AurocComparison.paired(wfns, wfns, poor).pValue()).isEqualTo(1);
    }

    private void assertPaired(double[] first, double[] second, double z, double p) {
        AurocComparison comparison = AurocComparison.paired(first, second, poor);
        assertThat(comparison.z()).isCloseTo(z, within(TINY));
        assertThat(comparison.pValue()).isCloseTo(p, within(TINY));
    }

    @Test
    void clopperPearsonIsExact() {
        assertThat(ClopperPearson.of(0, 10, 0.95)).isInstanceOfSatisfying(Estimated.class, estimate -> {
            assertThat(estimate.low()).isZero();
            assertThat(estimate.high()).isCloseTo(0.3084971, within(5e-8));
        });
        assertThat(ClopperPearson.of(5, 10, 0.95)).isInstanceOfSatisfying(Estimated.class, estimate -> {
            assertThat(estimate.low()).isCloseTo(0.1870860, within(5e-8));
            assertThat(estimate.high()).isCloseTo(0.8129140, within(5e-8));
        });
    }

    @Test
    void multiplicityOfTheReferenceFamily() {
        assertThat(Multiplicity.holm(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(TINY));
        assertThat(Multiplicity.benjaminiHochberg(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(TINY));
    }
}
