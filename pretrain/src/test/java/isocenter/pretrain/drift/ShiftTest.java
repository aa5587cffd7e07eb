package isocenter.pretrain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShiftTest {
    /** The reference value is NumPy's, of the same clouds: sin(0.7·i·k), five of them moved by 0.4. */
    @Test
    void theDiscrepancyIsThatOfTheFormula() {
        float[][] rows = new float[12][3];
        boolean[] second = new boolean[12];
        for (int i = 0; i < 12; i++) {
            second[i] = i >= 7;
            for (int k = 0; k < 3; k++) {
                rows[i][k] = (float) Math.sin((i + 1) * (k + 1) * 0.7);
                if (second[i]) {
                    rows[i][k] += 0.4f;
                }
            }
        }
        assertThat(new MeanDiscrepancy(rows).applyAsDouble(second)).isCloseTo(-0.0852775185684741, within(1e-7));
    }

    @Test
    void rowsAllAlikeDoNotDiffer() {
        assertThat(new MeanDiscrepancy(new float[6][2])
                        .applyAsDouble(new boolean[] {true, true, false, false, true, false}))
                .isZero();
    }

    /** Where nothing differs, p is below 5 % about as often as it says: of 60 trials, 3 on average, 10 once in 1,000. */
    @Test
    void newPatientsOfTheSameKindAreNoDrift() {
        int small = 0;
        for (int trial = 0; trial < 60; trial++) {
            if (discrepancy(trial, 0).p() < 0.05) {
                small++;
            }
        }
        assertThat(small).isBetween(0, 9);
    }

    @Test
    void anotherScannerIsADrift() {
        assertThat(discrepancy(1, 2).p()).isEqualTo(1.0 / 100);
    }

    @Test
    void anAttributeThatChangesIsFoundAndOneThatDoesNotIsNot() {
        List<String> patients =
                IntStream.range(0, 80).mapToObj(i -> "p" + i / 2).toList();
        boolean[] fresh = new boolean[80];
        for (int i = 50; i < 80; i++) {
            fresh[i] = true;
        }
        PatientPermutations permutations = new PatientPermutations(patients, fresh);
        List<String> scanners =
                IntStream.range(0, 80).mapToObj(i -> i < 50 ? "A" : "B").toList();
        AttributeShift moved = AttributeShift.of("scanner", scanners, fresh, permutations, 199, 3);
        assertThat(moved.shift().value()).isEqualTo(1);
        assertThat(moved.shift().p()).isEqualTo(1.0 / 200);
        assertThat(moved.old()).isEqualTo(Map.of("A", 50));
        assertThat(moved.fresh()).isEqualTo(Map.of("B", 30));
        List<String> sexes =
                IntStream.range(0, 80).mapToObj(i -> i / 2 % 2 == 0 ? "F" : "M").toList();
        // 26 of 50 against 14 of 30
        AttributeShift same = AttributeShift.of("sex", sexes, fresh, permutations, 199, 3);
        assertThat(same.shift().value()).isCloseTo(26.0 / 50 - 14.0 / 30, within(1e-12));
        assertThat(same.shift().p()).isGreaterThan(0.4);
    }

    /** Two images of each of 30 old and 20 new patients; images of a patient are nearly the same. */
    private static Shift discrepancy(long seed, double moved) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[100][4];
        boolean[] fresh = new boolean[100];
        for (int patient = 0; patient < 50; patient++) {
            for (int k = 0; k < 4; k++) {
                double centre = random.nextDouble() * 4 + (patient >= 30 ? moved : 0);
                for (int image = 0; image < 2; image++) {
                    rows[2 * patient + image][k] = (float) (centre + 0.1 * random.nextDouble());
                    fresh[2 * patient + image] = patient >= 30;
                }
            }
        }
        List<String> patients =
                IntStream.range(0, 100).mapToObj(i -> "p" + i / 2).toList();
        return new PatientPermutations(patients, fresh).test(99, seed, new MeanDiscrepancy(rows));
    }
}
