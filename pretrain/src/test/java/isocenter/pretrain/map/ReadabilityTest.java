package isocenter.pretrain.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadabilityTest {
    /** Thirty patients with two images each; the first 40 images point one way, the others another. */
    private static final int IMAGES = 60;

    private final float[][] vectors = new float[IMAGES][];
    private final List<String> patients = new ArrayList<>();

    ReadabilityTest() {
        for (int i = 0; i < IMAGES; i++) {
            double angle = (i < 40 ? 0 : 1) + 0.001 * (i * 7 % 11);
            vectors[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
            patients.add("p" + i / 2);
        }
    }

    @Test
    void whatTheFeaturesSayIsRead() {
        Readability found = Readability.of(vectors, patients, values(i -> i < 40 ? "a" : "b"));
        assertThat(found.accuracy()).isEqualTo(1);
        assertThat(found.balanced()).isEqualTo(1);
        assertThat(found.majority()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(found.images()).isEqualTo(IMAGES);
        assertThat(found.classes()).isEqualTo(2);
    }

    /** Whom an image is of can be read from the other image of the same patient: that one never votes. */
    @Test
    void whatOnlyThePatientsOwnImagesSayIsNotRead() {
        for (int i = 0; i < IMAGES; i++) {
            vectors[i] = new float[IMAGES / 2];
            vectors[i][i / 2] = 1;
        }
        Readability found = Readability.of(vectors, patients, values(i -> "own " + i / 2));
        assertThat(found.classes()).isEqualTo(30);
        assertThat(found.accuracy()).isZero();
    }

    /** Always guessing the commonest value is right for all of it and for nothing else. */
    @Test
    void withoutFeaturesTheCommonestValueIsGuessed() {
        for (int i = 0; i < IMAGES; i++) {
            vectors[i] = new float[] {1, 0};
        }
        Readability found = Readability.of(vectors, patients, values(i -> i < 45 ? "common" : "rare"));
        assertThat(found.accuracy()).isEqualTo(0.75);
        assertThat(found.majority()).isEqualTo(0.75);
        assertThat(found.balanced()).isEqualTo(0.5);
    }

    @Test
    void theUnknownTakesNoPart() {
        Readability found = Readability.of(vectors, patients, values(i -> i % 2 == 0 ? null : i < 40 ? "a" : "b"));
        assertThat(found.images()).isEqualTo(30);
        assertThat(found.accuracy()).isEqualTo(1);
        assertThat(Readability.of(vectors, patients, values(i -> "one")).measured())
                .isFalse();
        assertThat(Readability.of(vectors, patients, values(i -> null)).measured())
                .isFalse();
    }

    private interface Value {
        @Nullable
        String of(int image);
    }

    private static List<@Nullable String> values(Value value) {
        List<@Nullable String> values = new ArrayList<>();
        IntStream.range(0, IMAGES).forEach(i -> values.add(value.of(i)));
        return values;
    }
}
