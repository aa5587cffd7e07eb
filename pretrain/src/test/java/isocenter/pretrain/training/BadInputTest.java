package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What should not happen to a run, and does. */
class BadInputTest {
    private static final BackboneSpec RESNET = new BackboneSpec("resnet-18", 0, SmallRecipes.SIZE);

    @TempDir
    Path folder;

    @Test
    void pixelsThatAreNoNumbersAreFoundBeforeTheyReachTheWeights() {
        PretrainRecipe recipe = SmallRecipes.recipe("rotation", RESNET, 3, "fp32", 1e-3);
        assertThatThrownBy(() -> train(recipe, filled(Float.NaN), "nan"))
                .rootCause()
                .hasMessageContaining("pixels that are no numbers");
    }

    /** Each of one grey: jitter makes them differ, so that no collapse would tell. */
    @Test
    void constantImagesAreRefusedBeforeTheFirstStep() {
        PretrainRecipe recipe = SmallRecipes.recipe("simclr", RESNET, 3, "fp32", 1e-4);
        assertThatThrownBy(() -> train(recipe, filled(0.5f), "constant"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of one grey value throughout");
    }

    /** An allocation that no machine can serve, asked of libtorch itself. */
    @Test
    void exhaustedMemorySaysWhichSettingsToChange() {
        Libtorch.start();
        RuntimeException real = catchThrowableOfType(
                RuntimeException.class,
                () -> torch.empty(
                        new long[] {1L << 50}, new TensorOptions(ScalarType.Float), new MemoryFormatOptional()));
        assertThat(MemoryExhausted.saidBy(real)).isTrue();
        assertThat(MemoryExhausted.saidBy(new IllegalStateException("sizes do not match")))
                .isFalse();
        PretrainRecipe vit = SmallRecipes.mae(3);
        assertThat(new MemoryExhausted(vit, Device.cpu(), real))
                .hasMessageContaining("out of memory on cpu with batch 8, vit-tiny, 32 pixels")
                .hasMessageContaining("precision: bf16")
                .hasMessageContaining("recomputeBlocks: true")
                .hasMessageContaining("accumulate: 2")
                .hasMessageContaining("halve batch to 4");
        assertThat(new MemoryExhausted(SmallRecipes.recipe("simclr", RESNET, 3, "bf16", 1e-3), Device.cpu(), real)
                        .getMessage())
                .doesNotContain("precision", "recomputeBlocks", "accumulate");
    }

    /** The disk is full at the first checkpoint; with room again, the run is the one that nothing disturbed. */
    @Test
    void aFullDiskEndsARunThatCanBeGoneOnWith() throws Exception {
        Path full = folder.resolve("full");
        assertThat(KilledRun.forkWithin(1024, List.of("mae"), full)).isEqualTo(1);
        try (Stream<Path> left = Files.list(full.resolve("mae"))) {
            assertThat(left).as("no half-written file keeps the disk full").isEmpty();
        }
        List<String> before = losses(full);
        assertThat(before).hasSize(2);
        assertThat(KilledRun.fork(List.of("mae"), full, -1)).isZero();
        assertThat(losses(full).subList(2, 4)).isEqualTo(before);
        assertThat(losses(full)).hasSize(2 + KilledRun.STEPS);
    }

    @Test
    void aCheckpointThatDoesNotFitSaysHowMuchRoomItNeeds() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way");
        PretrainRecipe recipe = SmallRecipes.recipe("rotation", RESNET, 2, "fp32", 1e-3);
        TrainingListener blocking = new TrainingListener() {
            @Override
            public void onStep(TrainingStep step) {
                block(folder.resolve("run"), blocked);
            }
        };
        assertThatThrownBy(() -> train(recipe, new StripedImages(16, SmallRecipes.SIZE), "run", blocking))
                .isInstanceOf(CheckpointNotWritten.class)
                .hasMessageMatching("the checkpoint of step 2, [0-9]+ MB, could not be written: free that much .*");
    }

    /** Puts a file where the run's folder was. */
    private static void block(Path run, Path file) {
        try {
            Files.deleteIfExists(run);
            Files.copy(file, run);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void train(PretrainRecipe recipe, ImageSet images, String run, TrainingListener... listeners) {
        int[] pool = IntStream.range(0, images.count()).toArray();
        new Pretrainer(Device.cpu())
                .run(recipe, images, pool, folder.resolve(run), Arrays.asList(listeners), () -> false);
    }

    private static List<String> losses(Path run) throws IOException {
        return Files.readAllLines(run.resolve("mae.txt"));
    }

    private static ImageSet filled(float value) {
        return new FlatImages(16, SmallRecipes.SIZE, value);
    }
}
