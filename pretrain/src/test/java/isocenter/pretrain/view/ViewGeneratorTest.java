package isocenter.pretrain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.view.ViewSpec.Blur;
import isocenter.pretrain.view.ViewSpec.Crop;
import isocenter.pretrain.view.ViewSpec.Gamma;
import isocenter.pretrain.view.ViewSpec.Jitter;
import isocenter.pretrain.view.ViewSpec.Noise;
import isocenter.pretrain.view.ViewSpec.Rotation;
import isocenter.pretrain.view.ViewSpec.Unsafe;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewGeneratorTest {

    private static final int SIZE = 64;
    private static final String CHEST = "chest-radiograph";

    /** All that the chest policy allows, at its bounds. */
    private static final ViewSpec STRONGEST = new ViewSpec(
            CHEST,
            new Crop(0.3, 1, 1.5, null),
            new Rotation(15, null),
            new Jitter(0.7, 0.7, null),
            new Gamma(2),
            new Blur(0.5, 1, null),
            new Noise(0.5, 0.1),
            null,
            null,
            null,
            null,
            null);

    @Test
    void withoutOperationsTheViewIsTheImage() {
        float[] image = noise(SIZE, 1);
        assertThat(view(ViewSpec.none(CHEST), image, 3)).isEqualTo(image);
        Geometry nearlyIdentity = new Geometry(0.5, 0.5, 1, 1, 1e-9);
        float[] resampled = new float[SIZE * SIZE];
        nearlyIdentity.resample(image, SIZE, resampled, 0, SIZE);
        assertThat(resampled).usingComparatorWithPrecision(1e-4f).containsExactly(image);
    }

    @Test
    void aConstantImageStaysConstantUnderGeometryAndBlur() {
        ViewSpec spec = new ViewSpec(
                CHEST,
                new Crop(0.3, 0.9, 1.5, null),
                new Rotation(15, null),
                null,
                null,
                new Blur(1, 1, null),
                null,
                null,
                null,
                null,
                null,
                null);
        float[] grey = new float[SIZE * SIZE];
        Arrays.fill(grey, 0.37f);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(view(spec, grey, seed))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsOnly(0.37f);
        }
    }

    /** A mark above the centre goes to the right of it when the content turns clockwise by 90 degrees. */
    @Test
    void rotationIsClockwiseOnTheScreen() {
        float[] image = new float[SIZE * SIZE];
        mark(image, SIZE / 2, 8);
        float[] turned = new float[SIZE * SIZE];
        new Geometry(0.5, 0.5, 1, 1, 90).resample(image, SIZE, turned, 0, SIZE);
        assertThat(centreOfMass(turned)).usingComparatorWithPrecision(0.01).containsExactly(SIZE - 1 - 8.0, SIZE / 2.0);
        new Geometry(0.5, 0.5, 1, 1, 10).resample(image, SIZE, turned, 0, SIZE);
        double[] slightly = centreOfMass(turned);
        double arm = (SIZE - 1) / 2.0 - 8;
        double side = SIZE / 2.0 - (SIZE - 1) / 2.0;
        assertThat(slightly[0])
                .isCloseTo(
                        (SIZE - 1) / 2.0 + arm * Math.sin(Math.toRadians(10)) + side * Math.cos(Math.toRadians(10)),
                        within(0.05));
        assertThat(slightly[1])
                .isCloseTo(
                        (SIZE - 1) / 2.0 - arm * Math.cos(Math.toRadians(10)) + side * Math.sin(Math.toRadians(10)),
                        within(0.05));
    }

    /** A window of half the side, its corner in the image's corner, doubles coordinates about that corner. */
    @Test
    void aCropMagnifiesItsWindow() {
        float[] ramp = new float[SIZE * SIZE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (i % SIZE) / 100f + (i / SIZE) / 1000f;
        }
        float[] cropped = new float[SIZE * SIZE];
        new Geometry(0.25, 0.25, 0.5, 0.5, 0).resample(ramp, SIZE, cropped, 0, SIZE);
        for (int row = 1; row < SIZE; row++) {
            for (int column = 1; column < SIZE; column++) {
                double x = (column + 0.5) / 2 - 0.5;
                double y = (row + 0.5) / 2 - 0.5;
                assertThat(cropped[row * SIZE + column]).isCloseTo((float) (x / 100 + y / 1000), within(1e-5f));
            }
        }
    }

    /** The whole image on half the side: each pixel lies between four, at the mean of a ramp. */
    @Test
    void aLocalViewHasASizeOfItsOwn() {
        float[] ramp = new float[SIZE * SIZE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (i % SIZE) / 100f + (i / SIZE) / 1000f;
        }
        int half = SIZE / 2;
        float[] small = new float[half * half];
        Geometry.IDENTITY.resample(ramp, SIZE, small, 0, half);
        for (int row = 0; row < half; row++) {
            for (int column = 0; column < half; column++) {
                assertThat(small[row * half + column])
                        .isCloseTo((2 * column + 0.5f) / 100 + (2 * row + 0.5f) / 1000, within(1e-5f));
            }
        }
    }

    @Test
    void localCropsUnderThePolicysPartAreRefused() {
        assertThatThrownBy(() -> local(0.05, null))
                .hasMessageContaining("local.minArea is refused by view policy chest-radiograph")
                .hasMessageContaining("because");
        assertThat(local(0.05, "measured: findings stay visible").local()).isNotNull();
        assertThat(local(0.1, null).local()).isNotNull();
    }

    private static ViewSpec local(double minArea, @Nullable String because) {
        return new ViewSpec(
                CHEST,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new ViewSpec.Local(2, 48, minArea, 0.4, because));
    }

    @Test
    void cropsKeepTheDrawnAreaAndStayInside() {
        ViewSpec spec = new ViewSpec(
                CHEST, new Crop(0.3, 0.6, 1.4, null), null, null, null, null, null, null, null, null, null, null);
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        for (int i = 0; i < 5000; i++) {
            Geometry window = Geometry.draw(spec, random);
            double area = window.width() * window.height();
            assertThat(area).isBetween(0.3 - 1e-9, 0.6 + 1e-9);
            assertThat(window.width() / window.height()).isBetween(1 / 1.4 - 1e-9, 1.4 + 1e-9);
            assertThat(window.centerX() - window.width() / 2).isGreaterThanOrEqualTo(-1e-9);
            assertThat(window.centerX() + window.width() / 2).isLessThanOrEqualTo(1 + 1e-9);
            assertThat(window.centerY() - window.height() / 2).isGreaterThanOrEqualTo(-1e-9);
            assertThat(window.centerY() + window.height() / 2).isLessThanOrEqualTo(1 + 1e-9);
            sum += area;
        }
        assertThat(sum / 5000).isCloseTo(0.45, within(0.01));
    }

    @Test
    void leftStaysLeftUnderEverythingThePolicyAllows() {
        float[] image = new float[SIZE * SIZE];
        for (int i = 0; i < image.length; i++) {
            image[i] = i % SIZE < SIZE / 2 ? 0.8f : 0.2f;
        }
        for (int seed = 0; seed < 300; seed++) {
            float[] view = view(STRONGEST, image, seed);
            double left = 0;
            double right = 0;
            for (int i = 0; i < view.length; i++) {
                left += i % SIZE < SIZE / 2 ? view[i] : 0;
                right += i % SIZE < SIZE / 2 ? 0 : view[i];
            }
            assertThat(left).isGreaterThan(right);
        }
    }

    @Test
    void contrastKeepsTheMeanAndBrightnessScalesIt() {
        float[] pixels = noise(SIZE, 2);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0.4f + 0.2f * pixels[i];
        }
        double before = mean(pixels);
        float[] contrasted = pixels.clone();
        Intensity.jitter(contrasted, 0, contrasted.length, 1, 1.5f);
        assertThat(mean(contrasted)).isCloseTo(before, within(1e-5));
        assertThat(deviation(contrasted)).isCloseTo(1.5 * deviation(pixels), within(1e-5));
        float[] brightened = pixels.clone();
        Intensity.jitter(brightened, 0, brightened.length, 1.2f, 1);
        assertThat(mean(brightened)).isCloseTo(1.2 * before, within(1e-5));
    }

    /** An impulse becomes the Gaussian itself, whose second moment is sigma squared. */
    @Test
    void blurSpreadsAnImpulseByItsSigmaAndKeepsTheSum() {
        float[] pixels = new float[SIZE * SIZE];
        pixels[20 * SIZE + 30] = 1;
        GaussianBlur.apply(pixels, 0, SIZE, 1);
        double sum = 0;
        double across = 0;
        double down = 0;
        for (int i = 0; i < pixels.length; i++) {
            sum += pixels[i];
            across += pixels[i] * (i % SIZE - 30) * (i % SIZE - 30);
            down += pixels[i] * (i / SIZE - 20) * (i / SIZE - 20);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(across).isCloseTo(1, within(0.03));
        assertThat(down).isCloseTo(1, within(0.03));
        assertThat(pixels[20 * SIZE + 30]).isCloseTo((float) (1 / (2 * Math.PI)), within(0.003f));
    }

    @Test
    void noiseHasTheStatedDeviationAndNoMean() {
        float[] pixels = new float[256 * 256];
        Arrays.fill(pixels, 0.5f);
        Intensity.noise(pixels, 0, pixels.length, 0.05f, new SplittableRandom(3));
        assertThat(mean(pixels)).isCloseTo(0.5, within(0.001));
        assertThat(deviation(pixels)).isCloseTo(0.05, within(0.001));
    }

    @Test
    void gammaIsAPower() {
        GammaTable table = new GammaTable(new Gamma(2));
        assertThat(GammaTable.exponent(2, 0)).isEqualTo(0.5);
        assertThat(GammaTable.exponent(2, GammaTable.LEVELS / 2)).isEqualTo(1);
        for (int level = 0; level < GammaTable.LEVELS; level++) {
            float[] pixels = {0, 0.1f, 0.35f, 0.9f, 1};
            float[] expected = new float[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                expected[i] = (float) Math.pow(pixels[i], GammaTable.exponent(2, level));
            }
            table.apply(level, pixels, 0, pixels.length);
            assertThat(pixels).usingComparatorWithPrecision(1e-4f).containsExactly(expected);
        }
    }

    @Test
    void theSameRandomGivesTheSameViewAndAnotherADifferentOne() {
        float[] image = noise(SIZE, 4);
        assertThat(view(STRONGEST, image, 8)).isEqualTo(view(STRONGEST, image, 8));
        assertThat(view(STRONGEST, image, 8)).isNotEqualTo(view(STRONGEST, image, 9));
    }

    @Test
    void valuesStayInRangeAndOnlyTheTargetIsWritten() {
        float[] image = noise(SIZE, 6);
        float[] before = image.clone();
        float[] target = new float[SIZE * SIZE + 20];
        Arrays.fill(target, -7);
        ViewGenerator generator = ViewGenerator.of(STRONGEST);
        for (int seed = 0; seed < 200; seed++) {
            generator.view(image, SIZE, new SplittableRandom(seed), target, 10);
            for (int i = 10; i < target.length - 10; i++) {
                assertThat(target[i] >= 0 && target[i] <= 1).isTrue();
            }
        }
        assertThat(image).isEqualTo(before);
        assertThat(Arrays.copyOf(target, 10)).containsOnly(-7);
        assertThat(Arrays.copyOfRange(target, target.length - 10, target.length))
                .containsOnly(-7);
    }

    @Test
    void anExcusedOperationDoesWhatItSays() {
        Unsafe always = new Unsafe(1, "a test of the operation itself");
        float[] image = noise(SIZE, 7);
        float[] flipped =
                view(new ViewSpec(CHEST, null, null, null, null, null, null, always, null, null, null, null), image, 1);
        float[] inverted =
                view(new ViewSpec(CHEST, null, null, null, null, null, null, null, null, always, null, null), image, 1);
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                assertThat(flipped[row * SIZE + column])
                        .isCloseTo(image[row * SIZE + SIZE - 1 - column], within(1e-4f));
                assertThat(inverted[row * SIZE + column]).isCloseTo(1 - image[row * SIZE + column], within(1e-6f));
            }
        }
    }

    @Test
    void thePolicyRefusesByNameWithAReason() {
        Unsafe bare = new Unsafe(0.5, null);
        assertThatThrownBy(() -> new ViewSpec(CHEST, null, null, null, null, null, null, null, bare, null, null, null))
                .hasMessageStartingWith("verticalFlip is refused by view policy chest-radiograph");
        assertThatThrownBy(() -> new ViewSpec(
                        CHEST,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Unsafe(0.5, "we would like to have it all the same")))
                .hasMessageStartingWith("colorJitter is refused");
        assertThatThrownBy(() -> new ViewSpec(
                        CHEST,
                        new Crop(0.08, 1, 1.3, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .hasMessageStartingWith("crop.minArea is refused");
        assertThatThrownBy(() -> new ViewSpec(
                        "ct", null, null, new Jitter(0.1, 0.1, null), null, null, null, null, null, null, null, null))
                .hasMessageContaining("Hounsfield");
        assertThatThrownBy(() -> new ViewSpec(
                        CHEST, null, null, null, null, new Blur(1, 2, null), null, null, null, null, null, null))
                .hasMessageStartingWith("blur.maxSigma is refused");
    }

    private static float[] view(ViewSpec spec, float[] image, long seed) {
        float[] target = new float[image.length];
        ViewGenerator.of(spec).view(image, SIZE, new SplittableRandom(seed), target, 0);
        return target;
    }

    private static float[] noise(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] image = new float[size * size];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextDouble();
        }
        return image;
    }

    private static void mark(float[] image, int column, int row) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                image[(row + dy) * SIZE + column + dx] = 1;
            }
        }
    }

    private static double[] centreOfMass(float[] image) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < image.length; i++) {
            sum += image[i];
            x += image[i] * (i % SIZE);
            y += image[i] * (i / SIZE);
        }
        return new double[] {x / sum, y / sum};
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}
