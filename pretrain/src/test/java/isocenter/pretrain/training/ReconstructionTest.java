package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconstructionTest {
    private static final RampedImages IMAGES = new RampedImages(32, SmallRecipes.SIZE);
    private static final BackboneSpec VIT = new BackboneSpec("vit-tiny", 8, SmallRecipes.SIZE);

    @TempDir
    Path folder;

    /** What a network paints comes nearer to the image while it learns. */
    @ParameterizedTest
    @CsvSource({"mae, 40", "simmim, 40", "context-restoration, 20"})
    void paintsNearerToTheImageTheMoreItHasLearned(String objective, int steps) {
        assumeTrue(
                Boolean.getBoolean("everyObjective") || objective.equals("mae"),
                "skipped: slow, given -DeveryObjective=true it runs");
        List<Reconstruction> first = painted(objective, 1);
        List<Reconstruction> last = painted(objective, steps);
        assertThat(last).hasSize(2);
        float[] image = new float[SmallRecipes.SIZE * SmallRecipes.SIZE];
        IMAGES.read(17, image, 0);
        assertThat(last.get(1).image()).isEqualTo(image);
        for (int i = 0; i < 2; i++) {
            assertThat(distance(last.get(i).image(), last.get(i).shown())).isPositive();
            assertThat(distance(last.get(i).image(), last.get(i).painted()))
                    .isLessThan(
                            0.9 * distance(first.get(i).image(), first.get(i).painted()));
        }
    }

    private List<Reconstruction> painted(String objective, int steps) {
        PretrainRecipe recipe = SmallRecipes.recipe(objective, VIT, steps, "fp32", 1e-3);
        Path run = folder.resolve(objective + steps);
        new Pretrainer(Device.cpu()).run(recipe, IMAGES, pool(), run, List.of(), () -> false);
        return Reconstruction.of(recipe, run, IMAGES, pool(), new int[] {3, 17}, Device.cpu());
    }

    @Test
    void whatPaintsNothingOrHasLostItsCheckpointsSaysSo() {
        PretrainRecipe simclr = SmallRecipes.recipe("simclr", VIT, 1, "fp32", 1e-3);
        assertThatThrownBy(() -> Reconstruction.of(simclr, folder, IMAGES, pool(), new int[] {0}, Device.cpu()))
                .hasMessageContaining("checkpoints of this run are gone");
        new Pretrainer(Device.cpu()).run(simclr, IMAGES, pool(), folder, List.of(), () -> false);
        assertThatThrownBy(() -> Reconstruction.of(simclr, folder, IMAGES, pool(), new int[] {0}, Device.cpu()))
                .hasMessageContaining("simclr paints nothing");
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    private static int[] pool() {
        return IntStream.range(0, 32).toArray();
    }
}
