package isocenter.pretrain.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.tensor.Libtorch;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaskedPatchLossTest {
    private static final int N = 2;
    private static final int SIZE = 16;
    private static final int PATCH = 4;
    private static final int PATCHES = 16;

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    /** Expected: forward_loss of facebookresearch/mae (norm_pix_loss) on the same numbers, torch 2.10.0. */
    @Test
    void agreesWithThePublishedCodeAndWithTheDefinition() {
        float[] images = images();
        float[] painted = painted();
        float[] hidden = hidden();
        double loss = MaskedPatchLoss.of(
                        Tensor.create(images, N, 1, SIZE, SIZE),
                        Tensor.create(painted, N, PATCHES, PATCH * PATCH),
                        Tensor.create(hidden, N, PATCHES),
                        PATCH)
                .item_double();
        assertThat(loss).isCloseTo(1.5546207427978516, within(1e-5));
        assertThat(loss).isCloseTo(byDefinition(images, painted, hidden), within(1e-5));
    }

    /** A perfect prediction paints the image itself; what is shown is the image where it is visible and grey elsewhere. */
    @Test
    void aPerfectPredictionPaintsTheImage() {
        Tensor images = Tensor.create(images(), N, 1, SIZE, SIZE);
        Tensor hidden = Tensor.create(hidden(), N, PATCHES);
        Tensor pixels = MaskedPatchLoss.patches(images, PATCH);
        Tensor mean = pixels.mean(new long[] {-1}, true, new ScalarTypeOptional());
        Tensor deviation = pixels.var(new long[] {-1}, true, true).sqrt();
        Painting painting = MaskedPatchLoss.painting(images, pixels.sub(mean).div(deviation), hidden, PATCH);
        for (int i = 0; i < N * SIZE * SIZE; i++) {
            float image = images.reshape(-1).get(i).item_float();
            int patch = i % SIZE / PATCH + i / SIZE % SIZE / PATCH * (SIZE / PATCH) + i / (SIZE * SIZE) * PATCHES;
            assertThat(painting.painted().reshape(-1).get(i).item_float()).isCloseTo(image, within(1e-4f));
            assertThat(painting.shown().reshape(-1).get(i).item_float())
                    .isCloseTo(hidden()[patch] == 1 ? 0.5f : image, within(1e-6f));
        }
    }

    @Test
    void whatIsVisibleDoesNotCount() {
        float[] painted = painted();
        float[] hidden = hidden();
        double before = loss(painted, hidden);
        for (int i = 0; i < painted.length; i++) {
            painted[i] += hidden[i / (PATCH * PATCH)] == 0 ? 100 : 0;
        }
        assertThat(loss(painted, hidden)).isEqualTo(before);
    }

    @Test
    void paintingNothingCostsTheVarianceOfTheTarget() {
        // the target has variance 1 over n − 1 pixels, so a blank prediction costs (n − 1)/n
        double expected = (PATCH * PATCH - 1.0) / (PATCH * PATCH);
        assertThat(loss(new float[N * PATCHES * PATCH * PATCH], hidden())).isCloseTo(expected, within(1e-3));
    }

    /** Expected: the definition by numpy on cubes cut out plane by plane, in float64. */
    @Test
    void agreesWithTheDefinitionOnVolumes() {
        int side = 8;
        int cubes = 8;
        float[] volumes = new float[N * side * side * side];
        for (int i = 0; i < volumes.length; i++) {
            volumes[i] = (float) (0.5 + 0.5 * Math.sin(0.013 * i));
        }
        float[] painted = new float[N * cubes * PATCH * PATCH * PATCH];
        for (int i = 0; i < painted.length; i++) {
            painted[i] = (float) Math.cos(0.11 * i);
        }
        float[] hidden = new float[N * cubes];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = i * 7 % 10 < 6 ? 1 : 0;
        }
        double loss = MaskedPatchLoss.of(
                        Tensor.create(volumes, N, 1, side, side, side),
                        Tensor.create(painted, N, cubes, PATCH * PATCH * PATCH),
                        Tensor.create(hidden, N, cubes),
                        PATCH)
                .item_double();
        assertThat(loss).isCloseTo(2.142651592240836, within(1e-5));
    }

    private static double loss(float[] painted, float[] hidden) {
        return MaskedPatchLoss.of(
                        Tensor.create(images(), N, 1, SIZE, SIZE),
                        Tensor.create(painted, N, PATCHES, PATCH * PATCH),
                        Tensor.create(hidden, N, PATCHES),
                        PATCH)
                .item_double();
    }

    private static double byDefinition(float[] images, float[] painted, float[] hidden) {
        int pixels = PATCH * PATCH;
        double sum = 0;
        double count = 0;
        for (int n = 0; n < N; n++) {
            for (int p = 0; p < PATCHES; p++) {
                double[] patch = new double[pixels];
                double mean = 0;
                for (int i = 0; i < pixels; i++) {
                    int y = (p / (SIZE / PATCH)) * PATCH + i / PATCH;
                    int x = (p % (SIZE / PATCH)) * PATCH + i % PATCH;
                    patch[i] = images[n * SIZE * SIZE + y * SIZE + x];
                    mean += patch[i] / pixels;
                }
                double variance = 0;
                for (double value : patch) {
                    variance += (value - mean) * (value - mean) / (pixels - 1);
                }
                double error = 0;
                for (int i = 0; i < pixels; i++) {
                    double target = (patch[i] - mean) / Math.sqrt(variance + 1e-6);
                    double gap = painted[(n * PATCHES + p) * pixels + i] - target;
                    error += gap * gap / pixels;
                }
                sum += error * hidden[n * PATCHES + p];
                count += hidden[n * PATCHES + p];
            }
        }
        return sum / count;
    }

    private static float[] images() {
        float[] images = new float[N * SIZE * SIZE];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) (0.5 + 0.5 * Math.sin(0.013 * i));
        }
        return images;
    }

    private static float[] painted() {
        float[] painted = new float[N * PATCHES * PATCH * PATCH];
        for (int i = 0; i < painted.length; i++) {
            painted[i] = (float) Math.cos(0.11 * i);
        }
        return painted;
    }

    private static float[] hidden() {
        float[] hidden = new float[N * PATCHES];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = i * 7 % 10 < 6 ? 1 : 0;
        }
        return hidden;
    }
}
