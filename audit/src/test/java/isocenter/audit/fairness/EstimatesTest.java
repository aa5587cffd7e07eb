package isocenter.audit.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatesTest {
    private static boolean[] firstPositive(int positives, int size) {
        boolean[] positive = new boolean[size];
        Arrays.fill(positive, 0, positives, true);
        return positive;
    }

    private static Estimated estimated(Estimate estimate) {
        assertThat(estimate).isInstanceOf(Estimated.class);
        return (Estimated) estimate;
    }

    /** With ten pairs all in order, the chance of order is at least α/2 to the power 1/10. */
    @Test
    void perfectRankingDoesNotClaimCertainty() {
        double[] scores = IntStream.range(0, 30).mapToDouble(i -> -i).toArray();
        Estimated perfect = estimated(Auroc.of(scores, firstPositive(10, 30), 0.95));
        assertThat(perfect.value()).isEqualTo(1);
        assertThat(perfect.low()).isCloseTo(Math.pow(0.025, 0.1), within(1e-9));
        double[] reversed = IntStream.range(0, 30).mapToDouble(i -> i).toArray();
        Estimated worst = estimated(Auroc.of(reversed, firstPositive(10, 30), 0.95));
        assertThat(worst.value()).isZero();
        assertThat(worst.high()).isCloseTo(1 - Math.pow(0.025, 0.1), within(1e-9));
        Estimated tied = estimated(Auroc.of(new double[30], firstPositive(10, 30), 0.95));
        assertThat(tied.value()).isEqualTo(0.5);
        assertThat(tied.low()).isLessThan(0.4);
        assertThat(tied.high()).isGreaterThan(0.6);
    }

    @Test
    void tooFewAreNotEstimableWithTheirCounts() {
        assertThat(Auroc.of(new double[] {1, 2, 3}, firstPositive(1, 3), 0.95))
                .isEqualTo(new NotEstimable("1 positives and 2 negatives; a variance needs two of each"));
        assertThat(Auroc.of(new double[0], new boolean[0], 0.95)).isInstanceOf(NotEstimable.class);
        assertThat(ClopperPearson.of(0, 0, 0.95)).isInstanceOf(NotEstimable.class);
        assertThatThrownBy(() -> Auroc.of(new double[] {Double.NaN, 1}, new boolean[2], 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClopperPearson.of(3, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Where every patient has one image, patients and images are the same thing and the intervals agree. Where every
     * image is there four times over, nothing new is known: the patients' interval stays, DeLong's shrinks by √4.
     */
    @Test
    void resamplingPatientsIsNotFooledByRepeatedImages() {
        Random random = new Random(11);
        int patients = 300;
        double[] scores = new double[4 * patients];
        boolean[] positive = new boolean[4 * patients];
        String[] patient = new String[4 * patients];
        for (int i = 0; i < scores.length; i++) {
            int who = i % patients;
            patient[i] = "patient-" + who;
            positive[i] = i < patients ? random.nextDouble() < 0.4 : positive[who];
            scores[i] = i < patients ? random.nextGaussian() + (positive[i] ? 1 : 0) : scores[who];
        }
        Estimated once = estimated(PatientBootstrap.auroc(
                Arrays.copyOf(scores, patients),
                Arrays.copyOf(positive, patients),
                Arrays.copyOf(patient, patients),
                0.95,
                2000,
                1));
        Estimated delong =
                estimated(Auroc.of(Arrays.copyOf(scores, patients), Arrays.copyOf(positive, patients), 0.95));
        assertThat(width(once) / width(delong)).isBetween(0.92, 1.08);
        Estimated repeated = estimated(PatientBootstrap.auroc(scores, positive, patient, 0.95, 2000, 1));
        assertThat(repeated.low()).isCloseTo(once.low(), within(1e-12));
        assertThat(repeated.high()).isCloseTo(once.high(), within(1e-12));
        assertThat(width(estimated(Auroc.of(scores, positive, 0.95))) / width(delong))
                .isBetween(0.48, 0.52);
    }

    /** A scoring and its reverse have AUROCs a and 1 − a in every resample, if both are given the same patients. */
    @Test
    void scoringsAreResampledTogether() {
        Random random = new Random(8);
        double[] scores = random.doubles(40).toArray();
        double[] reversed = Arrays.stream(scores).map(score -> -score).toArray();
        boolean[] positive = new boolean[40];
        String[] patient = new String[40];
        for (int i = 0; i < 40; i++) {
            positive[i] = i % 3 == 0;
            patient[i] = "p" + i / 2;
        }
        Estimated mean =
                estimated(PatientBootstrap.meanAuroc(List.of(scores, reversed), positive, patient, 0.95, 500, 3));
        assertThat(mean.value()).isCloseTo(0.5, within(1e-12));
        assertThat(mean.high() - mean.low()).isLessThan(1e-9);
        assertThat(PatientBootstrap.meanAuroc(List.of(scores, scores), positive, patient, 0.95, 500, 3))
                .isEqualTo(PatientBootstrap.auroc(scores, positive, patient, 0.95, 500, 3));
    }

    private static double width(Estimated estimate) {
        return estimate.high() - estimate.low();
    }

    @Test
    void theAreaUnderTheDrawnCurveIsTheAuroc() {
        Random random = new Random(4);
        List<ScoredSubject> subjects = IntStream.range(0, 200)
                .mapToObj(i -> new ScoredSubject(
                        "i" + i, "p" + i, Math.round(random.nextDouble() * 20) / 20.0, random.nextBoolean(), Map.of()))
                .toList();
        List<RocCurve.Point> points = RocCurve.of(subjects).points();
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            RocCurve.Point left = points.get(i - 1);
            RocCurve.Point right = points.get(i);
            area += (right.falsePositiveRate() - left.falsePositiveRate())
                    * (right.truePositiveRate() + left.truePositiveRate())
                    / 2;
        }
        assertThat(area).isCloseTo(DeLong.of(Cohort.of(subjects, 0.5).ranked()).auroc(), within(1e-12));
        assertThat(points).hasSizeLessThan(23).last().isEqualTo(new RocCurve.Point(1, 1));
    }

    /** A difference is paired: of a scoring to itself it is 0 in every resample, not a difference of two chances. */
    @Test
    void differencesOfAurocsResampleTheSamePatients() {
        Random random = new Random(5);
        boolean[] positive = firstPositive(30, 60);
        String[] patient = IntStream.range(0, 60).mapToObj(i -> "p" + i).toArray(String[]::new);
        double[] scores = random.doubles(60).toArray();
        assertThat(PatientBootstrap.meanAurocDifference(
                        List.of(scores), List.of(scores, scores), positive, patient, 0.95, 500, 1))
                .isEqualTo(new Estimated(0, 0, 0));
        double[] reversed = Arrays.stream(scores).map(score -> -score).toArray();
        List<double[]> several = List.of(scores, reversed, scores, scores, reversed);
        assertThat(PatientBootstrap.meanAurocDifference(several, several, positive, patient, 0.95, 500, 1))
                .isEqualTo(new Estimated(0, 0, 0));
        double[] better = IntStream.range(0, 60)
                .mapToDouble(i -> scores[i] + (positive[i] ? 0.5 : 0))
                .toArray();
        Estimated gain = estimated(PatientBootstrap.meanAurocDifference(
                List.of(better), List.of(scores), positive, patient, 0.95, 500, 1));
        double first = estimated(Auroc.of(better, positive, 0.95)).value();
        double second = estimated(Auroc.of(scores, positive, 0.95)).value();
        assertThat(gain.value()).isCloseTo(first - second, within(1e-12));
        assertThat(gain.low()).isPositive();
        // DeLong's standard error of the same difference
        double halfWidth =
                1.96 * AurocComparison.paired(better, scores, positive).standardError();
        assertThat((gain.high() - gain.low()) / 2).isCloseTo(halfWidth, within(0.2 * halfWidth));
    }

    /** The mean of n values has the standard error s/√n. */
    @Test
    void anyStatisticIsResampledByPatients() {
        double[] values = new Random(3).doubles(200).toArray();
        Estimated mean = estimated(PatientBootstrap.of(
                "the mean",
                200,
                weight -> IntStream.range(0, 200)
                                .mapToDouble(i -> weight[i] * values[i])
                                .sum()
                        / 200,
                0.95,
                2000,
                1));
        assertThat(mean.value()).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-12));
        assertThat(mean.high() - mean.low()).isCloseTo(2 * 1.96 * Math.sqrt(1 / 12.0 / 200), within(0.008));
        assertThat(PatientBootstrap.of("the mean", 1, weight -> 1, 0.95, 100, 1))
                .isEqualTo(new NotEstimable("1 patients; the mean needs two for an interval"));
        assertThat(PatientBootstrap.of("the mean", 2, weight -> Double.NaN, 0.95, 100, 1))
                .isInstanceOf(NotEstimable.class);
        // one of two patients is drawn twice in every fourth resample
        assertThat(PatientBootstrap.of("the mean", 2, weight -> weight[0] == 2 ? Double.NaN : 1, 0.95, 100, 1))
                .isInstanceOf(NotEstimable.class);
    }

    @Test
    void ageBandsHaveTheirDocumentedEdges() {
        assertThat(AgeBand.of(null)).isEqualTo("unknown");
        assertThat(AgeBand.of(-1)).isEqualTo("unknown");
        assertThat(List.of(0, 17, 18, 39, 40, 59, 60, 79, 80, 120).stream().map(AgeBand::of))
                .containsExactly("0-17", "0-17", "18-39", "18-39", "40-59", "40-59", "60-79", "60-79", "80+", "80+");
    }

    /** A group without positives has no sensitivity; it must not pull the spread down to 0. */
    @Test
    void aSpreadIsOverGroupsThatHaveTheRate() {
        Confusion first = new Confusion(8, 2, 8, 2);
        Confusion second = new Confusion(6, 3, 7, 4);
        Confusion withoutPositives = new Confusion(0, 2, 8, 0);
        assertThat(withoutPositives.sensitivity(0.95)).isInstanceOf(NotEstimable.class);
        assertThat(Disparity.between(List.of(first, second, withoutPositives)).equalizedOddsDifference())
                .isCloseTo(0.2, within(1e-12));
        assertThat(Disparity.between(List.of(first, withoutPositives)).equalizedOddsDifference())
                .isNaN();
    }

    @Test
    void calibrationIsForProbabilities() {
        assertThat(Calibration.applies(new double[] {0.2, 1.1})).isFalse();
        assertThat(Calibration.applies(new double[0])).isFalse();
    }
}
