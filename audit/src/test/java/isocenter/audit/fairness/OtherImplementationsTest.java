package isocenter.audit.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What scikit-learn, fairlearn, scipy and a DeLong written out pair by pair say: src/test/python/fairness_vectors.py. */
class OtherImplementationsTest {
    private static final Offset<Double> EQUAL = within(1e-10);

    private final JsonNode vectors;

    OtherImplementationsTest() throws IOException {
        try (InputStream in = OtherImplementationsTest.class.getResourceAsStream("vectors.json")) {
            vectors = new ObjectMapper().readTree(in);
        }
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    private static boolean[] booleans(JsonNode array) {
        boolean[] values = new boolean[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asBoolean();
        }
        return values;
    }

    private static Object[] split(JsonNode scores, JsonNode positive, JsonNode group, boolean inA) {
        List<Double> kept = new ArrayList<>();
        List<Boolean> truth = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            if (group.get(i).asText().equals("a") == inA) {
                kept.add(scores.get(i).asDouble());
                truth.add(positive.get(i).asBoolean());
            }
        }
        boolean[] outcomes = new boolean[truth.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = truth.get(i);
        }
        return new Object[] {kept.stream().mapToDouble(Double::doubleValue).toArray(), outcomes};
    }

    @Test
    void aurocVarianceAndTests() {
        assertThat(vectors.path("cases")).hasSize(3);
        for (JsonNode one : vectors.path("cases")) {
            double[] first = doubles(one.path("first"));
            double[] second = doubles(one.path("second"));
            boolean[] positive = booleans(one.path("positive"));
            DeLong delong = DeLong.of(RankedScores.of(first, positive));
            assertThat(delong.auroc()).isCloseTo(one.path("auroc").asDouble(), EQUAL);
            assertThat(delong.variance()).isCloseTo(one.path("delongVariance").asDouble(), EQUAL);
            AurocComparison paired = AurocComparison.paired(first, second, positive);
            assertThat(paired.z()).isCloseTo(one.path("pairedZ").asDouble(), EQUAL);
            assertThat(paired.pValue()).isCloseTo(one.path("pairedP").asDouble(), EQUAL);
            Object[] a = split(one.path("first"), one.path("positive"), one.path("group"), true);
            Object[] rest = split(one.path("first"), one.path("positive"), one.path("group"), false);
            AurocComparison independent = AurocComparison.independent(
                    (double[]) a[0], (boolean[]) a[1], (double[]) rest[0], (boolean[]) rest[1]);
            assertThat(independent.z()).isCloseTo(one.path("independentZ").asDouble(), EQUAL);
            assertThat(independent.pValue()).isCloseTo(one.path("independentP").asDouble(), EQUAL);
        }
    }

    @Test
    void calibration() {
        for (JsonNode one : vectors.path("cases")) {
            Calibration calibration = Calibration.of(doubles(one.path("first")), booleans(one.path("positive")));
            assertThat(calibration.brier()).isCloseTo(one.path("brier").asDouble(), EQUAL);
            assertThat(calibration.expectedCalibrationError())
                    .isCloseTo(one.path("calibrationError").asDouble(), EQUAL);
            assertThat(calibration.bins().stream()
                            .mapToLong(Calibration.Bin::size)
                            .sum())
                    .isEqualTo(one.path("first").size());
        }
    }

    @Test
    void ratesPerGroupAndTheirSpread() {
        for (JsonNode one : vectors.path("cases")) {
            Map<String, Confusion> groups = confusions(one);
            assertThat(groups).hasSameSizeAs(one.path("rates"));
            groups.forEach((name, counts) -> {
                JsonNode rates = one.path("rates").path(name);
                assertRate(counts.sensitivity(0.95), rates.path("sensitivity"));
                assertRate(counts.specificity(0.95), rates.path("specificity"));
                assertRate(counts.falsePositiveRate(0.95), rates.path("falsePositiveRate"));
                assertRate(counts.falseNegativeRate(0.95), rates.path("falseNegativeRate"));
                assertRate(counts.selectionRate(0.95), rates.path("selectionRate"));
                assertRate(counts.positivePredictiveValue(0.95), rates.path("positivePredictiveValue"));
            });
            Disparity disparity = Disparity.between(groups.values());
            assertThat(disparity.demographicParityDifference())
                    .isCloseTo(one.path("demographicParityDifference").asDouble(), EQUAL);
            assertThat(disparity.demographicParityRatio())
                    .isCloseTo(one.path("demographicParityRatio").asDouble(), EQUAL);
            assertThat(disparity.equalizedOddsDifference())
                    .isCloseTo(one.path("equalizedOddsDifference").asDouble(), EQUAL);
            assertThat(disparity.equalizedOddsRatio())
                    .isCloseTo(one.path("equalizedOddsRatio").asDouble(), EQUAL);
        }
    }

    private static Map<String, Confusion> confusions(JsonNode one) {
        Map<String, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < one.path("group").size(); i++) {
            members.computeIfAbsent(one.path("group").get(i).asText(), g -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Confusion> confusions = new TreeMap<>();
        members.forEach((name, indices) -> {
            double[] scores = indices.stream()
                    .mapToDouble(i -> one.path("first").get(i).asDouble())
                    .toArray();
            boolean[] positive = new boolean[scores.length];
            for (int i = 0; i < scores.length; i++) {
                positive[i] = one.path("positive").get(indices.get(i)).asBoolean();
            }
            confusions.put(name, Confusion.at(one.path("threshold").asDouble(), scores, positive));
        });
        return confusions;
    }

    private static void assertRate(Estimate estimate, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(estimate).isInstanceOf(NotEstimable.class);
        } else {
            assertThat(estimate)
                    .isInstanceOfSatisfying(
                            Estimated.class, known -> assertThat(known.value()).isCloseTo(expected.asDouble(), EQUAL));
        }
    }

    @Test
    void exactIntervals() {
        assertThat(vectors.path("clopperPearson")).hasSizeGreaterThan(20);
        for (JsonNode one : vectors.path("clopperPearson")) {
            assertThat(ClopperPearson.of(
                            one.path("k").asLong(),
                            one.path("n").asLong(),
                            one.path("confidence").asDouble()))
                    .isInstanceOfSatisfying(Estimated.class, interval -> {
                        assertThat(interval.low()).isCloseTo(one.path("low").asDouble(), within(1e-9));
                        assertThat(interval.high()).isCloseTo(one.path("high").asDouble(), within(1e-9));
                    });
        }
    }

    @Test
    void families() {
        for (JsonNode one : vectors.path("families")) {
            double[] p = doubles(one.path("p"));
            assertThat(Multiplicity.holm(p)).containsExactly(doubles(one.path("holm")), EQUAL);
            assertThat(Multiplicity.benjaminiHochberg(p))
                    .containsExactly(doubles(one.path("benjaminiHochberg")), EQUAL);
        }
    }
}
