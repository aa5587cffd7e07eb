package isocenter.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatientSplitTest {
    private static List<String> patients(int count) {
        SplittableRandom random = new SplittableRandom(11);
        return IntStream.range(0, count)
                .mapToObj(i -> "P" + Long.toHexString(random.nextLong()) + i)
                .toList();
    }

    /** Computed once with Python's hashlib: first 53 bits of SHA-256, divided by 2^53. */
    @Test
    void thePositionIsThePublishedFunctionOfSeedAndPatient() {
        assertThat(new PatientSplit(7, 0.8, 0.1).position("Pabc")).isEqualTo(0.09945832856961168);
        assertThat(new PatientSplit(-1, 0.8, 0.1).position("Pabc")).isEqualTo(0.9195886383384416);
    }

    @Test
    void partsMeetTheirFractionsAsIndependentDrawsDo() {
        PatientSplit split = new PatientSplit(1, 0.7, 0.1);
        Map<SplitPart, Integer> counts = new EnumMap<>(SplitPart.class);
        int patients = 20_000;
        patients(patients).forEach(patient -> counts.merge(split.part(patient), 1, Integer::sum));
        Map.of(SplitPart.TRAIN, 0.7, SplitPart.VALIDATION, 0.1, SplitPart.TEST, 0.2)
                .forEach((part, fraction) -> {
                    double fourDeviations = 4 * Math.sqrt(fraction * (1 - fraction) / patients);
                    assertThat(counts.get(part) / (double) patients).isCloseTo(fraction, within(fourDeviations));
                });
    }

    @Test
    void aWiderTrainingPartKeepsEveryTrainingPatient() {
        PatientSplit narrow = new PatientSplit(5, 0.5, 0.25);
        PatientSplit wide = new PatientSplit(5, 0.6, 0.25);
        assertThat(patients(2000).stream()
                        .filter(patient -> narrow.part(patient) == SplitPart.TRAIN)
                        .map(wide::part))
                .containsOnly(SplitPart.TRAIN);
    }

    @Test
    void anotherSeedSplitsOtherwise() {
        PatientSplit one = new PatientSplit(1, 0.5, 0.5);
        PatientSplit two = new PatientSplit(2, 0.5, 0.5);
        long moved = patients(2000).stream()
                .filter(patient -> one.part(patient) != two.part(patient))
                .count();
        assertThat(moved).isBetween(900L, 1100L);
    }

    @Test
    void aPartOfFractionZeroIsEmptyAndOneOfFractionOneHoldsAll() {
        assertThat(patients(500).stream().map(new PatientSplit(3, 1, 0)::part)).containsOnly(SplitPart.TRAIN);
        assertThat(patients(500).stream().map(new PatientSplit(3, 0, 0)::part)).containsOnly(SplitPart.TEST);
    }
}
