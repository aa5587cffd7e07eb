package isocenter.annotate.agreement;

import static isocenter.annotate.agreement.Reference.estimated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.NotEstimable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsTest {
    private static BinaryMask mask(JsonNode pair, String which) {
        int[] runs = Arrays.stream(Reference.numbers(pair.path(which)))
                .mapToInt(run -> (int) run)
                .toArray();
        return BinaryMask.ofRuns(pair.path("rows").asInt(), pair.path("columns").asInt(), runs);
    }

    /** Rows top to bottom − 1 and columns left to right − 1. */
    private static BinaryMask rectangle(int rows, int columns, int top, int left, int bottom, int right) {
        List<Integer> runs = new ArrayList<>();
        runs.add(top * columns + left);
        for (int row = top; row < bottom; row++) {
            runs.add(right - left);
            runs.add(row + 1 < bottom ? columns - right + left : columns - right + (rows - bottom) * columns);
        }
        return BinaryMask.ofRuns(
                rows, columns, runs.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void overlapAndDistancesAreThoseOfOtherPrograms() {
        for (JsonNode expected : Reference.of("masks")) {
            BinaryMask first = mask(expected, "first");
            BinaryMask second = mask(expected, "second");
            MaskOverlap overlap = MaskOverlap.of(first, second).orElseThrow();
            assertThat(overlap.dice()).isCloseTo(expected.path("dice").asDouble(), within(1e-12));
            assertThat(overlap.jaccard()).isCloseTo(expected.path("jaccard").asDouble(), within(1e-12));
            double[] spacing = Reference.numbers(expected.path("spacing"));
            SurfaceDistances there =
                    SurfaceDistances.of(first, second, spacing[0], spacing[1]).orElseThrow();
            SurfaceDistances back =
                    SurfaceDistances.of(second, first, spacing[0], spacing[1]).orElseThrow();
            for (SurfaceDistances distances : List.of(there, back)) {
                assertThat(distances.hausdorff())
                        .isCloseTo(expected.path("hausdorff").asDouble(), within(1e-9));
                assertThat(distances.hausdorff95())
                        .isCloseTo(expected.path("hausdorff95").asDouble(), within(1e-9));
                assertThat(distances.mean()).isCloseTo(expected.path("mean").asDouble(), within(1e-9));
            }
        }
    }

    /** A square moved by three rows of 2 mm: its near edges are 6 mm from the other's, its inner columns less. */
    @Test
    void distancesAreInMillimetresAlongEachAxis() {
        BinaryMask square = rectangle(20, 20, 2, 4, 7, 9);
        assertThat(SurfaceDistances.of(square, rectangle(20, 20, 5, 4, 10, 9), 2, 0.5)
                        .orElseThrow()
                        .hausdorff())
                .isEqualTo(6);
        assertThat(SurfaceDistances.of(square, rectangle(20, 20, 2, 7, 7, 12), 2, 0.5)
                        .orElseThrow()
                        .hausdorff())
                .isEqualTo(1.5);
        assertThat(SurfaceDistances.of(square, square, 2, 0.5)).contains(new SurfaceDistances(0, 0, 0));
        assertThatThrownBy(() -> SurfaceDistances.of(square, square, 0, 1)).hasMessageContaining("pixel spacing");
    }

    /** All pairs of nine million pixels would never end. */
    @Test
    void aRadiographsMasksAreNotTooLarge() {
        BinaryMask whole = rectangle(3000, 3000, 0, 0, 3000, 3000);
        BinaryMask most = rectangle(3000, 3000, 0, 100, 3000, 3000);
        assertThat(MaskOverlap.of(whole, most).orElseThrow().jaccard()).isCloseTo(2900.0 / 3000, within(1e-12));
        assertThat(SurfaceDistances.of(whole, most, 0.1, 0.1).orElseThrow().hausdorff())
                .isCloseTo(10, within(1e-9));
    }

    @Test
    void emptyRegionsAreNoAgreement() {
        BinaryMask empty = BinaryMask.ofRuns(4, 5, new int[] {20});
        BinaryMask some = BinaryMask.ofRuns(4, 5, new int[] {0, 3, 17});
        assertThat(MaskOverlap.of(empty, empty)).isEmpty();
        assertThat(MaskOverlap.of(empty, some)).contains(new MaskOverlap(0, 0));
        assertThat(MaskOverlap.of(some, some)).contains(new MaskOverlap(1, 1));
        assertThat(SurfaceDistances.of(empty, some, 1, 1)).isEmpty();
        assertThat(SurfaceDistances.of(some, empty, 1, 1)).isEmpty();
    }

    @Test
    void masksThatCannotBeAreRefused() {
        for (int[] runs : new int[][] {{19}, {21}, {10, -1, 11}, {Integer.MAX_VALUE, Integer.MAX_VALUE}, {}}) {
            assertThatThrownBy(() -> BinaryMask.ofRuns(4, 5, runs)).hasMessageContaining("runs");
        }
        assertThatThrownBy(() -> MaskOverlap.of(
                        BinaryMask.ofRuns(4, 5, new int[] {20}), BinaryMask.ofRuns(5, 4, new int[] {20})))
                .hasMessageContaining("4 x 5 is not 5 x 4");
    }

    /** The interval of a mean of independent values is about ± 1.96 standard errors. */
    @Test
    void meansResamplePatients() {
        double[] values = new double[100];
        List<String> own = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 10 < 5 ? 0.5 : 0.9;
            own.add("patient " + i);
            shared.add("patient " + i % 10);
        }
        Estimated mean = estimated(PatientMean.of("Dice", own, values, Resampling.of(1)));
        assertThat(mean.value()).isCloseTo(0.7, within(1e-12));
        assertThat(mean.high() - mean.low()).isCloseTo(2 * 1.96 * 0.2 / 10, within(0.006));
        Estimated clustered = estimated(PatientMean.of("Dice", shared, values, Resampling.of(1)));
        assertThat(clustered.high() - clustered.low()).isCloseTo(2 * 1.96 * 0.2 / Math.sqrt(10), within(0.03));
        // of equal values every resample has the same mean, however many items its patients have
        assertThat(PatientMean.of("Dice", List.of("a", "b", "b", "b"), new double[] {1, 1, 1, 1}, Resampling.of(1)))
                .isEqualTo(new Estimated(1, 1, 1));
        assertThat(PatientMean.of("Dice", List.of(), new double[0], Resampling.of(1)))
                .isEqualTo(new NotEstimable("no item gives Dice"));
        assertThat(PatientMean.of("Dice", List.of("one"), new double[] {1}, Resampling.of(1)))
                .isInstanceOf(NotEstimable.class);
    }
}
