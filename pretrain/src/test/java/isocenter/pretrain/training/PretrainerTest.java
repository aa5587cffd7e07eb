package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainerTest {
    private static final StripedImages IMAGES = new StripedImages(24, SmallRecipes.SIZE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mae, vit-tiny, 8, fp32, 60, 0.75",
        "simclr, vit-tiny, 8, fp32, 40, 0.75",
        "simclr, resnet-18, 0, fp32, 40, 0.75",
        "mae, vit-tiny, 8, bf16, 30, 0.85"
    })
    void lossFallsOnEightImages(
            String objective, String architecture, int patch, String precision, int steps, double ratio) {
        assumeTrue(Boolean.getBoolean("everyObjective"), "skipped: slow, given -DeveryObjective=true it runs");
        PretrainRecipe recipe = SmallRecipes.recipe(
                objective, new BackboneSpec(architecture, patch, SmallRecipes.SIZE), steps, precision, 1e-3);
        PretrainResult result = new Pretrainer(Device.cpu())
                .run(recipe, IMAGES, IntStream.range(0, 8).toArray(), folder, List.of(), () -> false);
        assertThat(result.steps()).isEqualTo(steps);
        assertThat(result.lastLoss()).isLessThan(ratio * result.firstLoss());
        assertThat(result.imagesPerSecond()).isPositive();
    }

    @Test
    void twoRunsAreEqualToTheBitAndTheExportedBackboneLoads() {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        PretrainResult result = run(SmallRecipes.simclr(6), folder.resolve("a"), first);
        run(SmallRecipes.simclr(6), folder.resolve("b"), second);
        assertThat(first.losses).hasSize(6).isEqualTo(second.losses);
        assertThat(first.steps.get(5).diagnostics())
                .containsOnlyKeys("embeddingStd", "alignment", "uniformity", "gradientNorm", "inputWait");

        Path file = result.backbone();
        assertThat(file).isNotNull().hasFileName("backbone.safetensors");
        assertThat(BackboneFile.spec(file)).isEqualTo(new BackboneSpec("resnet-18", 0, SmallRecipes.SIZE));
        Backbone backbone = BackboneFile.read(file);
        backbone.module().train(false);
        Tensor features = backbone.features(torch.rand(2, 1, 32, 32));
        assertThat(features.size(1)).isEqualTo(512);
        // a trained network: its running statistics have moved off their start
        assertThat(backbone.state().get("bn1.running_mean").abs().sum().item_double())
                .isPositive();
        assertThat(backbone.state().get("bn1.num_batches_tracked").item_long()).isEqualTo(6);
    }

    @Test
    void aCancelledRunGoesOnWhereItStopped() {
        Recorder whole = new Recorder();
        run(SmallRecipes.mae(9), folder.resolve("whole"), whole);

        Recorder parts = new Recorder();
        PretrainResult cut = new Pretrainer(Device.cpu())
                .run(
                        SmallRecipes.mae(9),
                        IMAGES,
                        pool(),
                        folder.resolve("cut"),
                        List.of(parts),
                        () -> parts.losses.size() == 3);
        assertThat(cut.cancelled()).isTrue();
        assertThat(cut.steps()).isEqualTo(3);
        assertThat(cut.backbone()).isNull();
        PretrainResult result = run(SmallRecipes.mae(9), folder.resolve("cut"), parts);
        assertThat(parts.resumed).containsExactly(3L);
        assertThat(parts.losses).isEqualTo(whole.losses);
        assertThat(result.firstLoss()).isEqualTo(whole.losses.get(0));

        // a finished run has nothing left to do but export
        Recorder again = new Recorder();
        assertThat(run(SmallRecipes.mae(9), folder.resolve("cut"), again).lastLoss())
                .isEqualTo(result.lastLoss());
        assertThat(again.losses).isEmpty();
    }

    @Test
    void aDivergingLossStopsTheRunWithRemedies() {
        PretrainRecipe wild =
                SmallRecipes.recipe("mae", new BackboneSpec("vit-tiny", 8, SmallRecipes.SIZE), 300, "fp32", 1);
        TrainingListener overflow = new TrainingListener() {
            @Override
            public void onStart(long done, Backbone backbone, Device device) {
                try (NoGradGuard noGradient = new NoGradGuard()) {
                    Objects.requireNonNull(backbone.weights().get("cls_token")).fill_(new Scalar(Float.NaN));
                }
            }
        };

        assertThatThrownBy(() ->
                        new Pretrainer(Device.cpu()).run(wild, IMAGES, pool(), folder, List.of(overflow), () -> false))
                .isInstanceOf(TrainingDiverged.class)
                .hasMessageContaining("the loss is NaN")
                .hasMessageContaining("optimizer.rate");
        assertThat(folder.resolve("backbone.safetensors")).doesNotExist();
    }

    @Test
    void refusesImagesOfAnotherSize() {
        assertThatThrownBy(() -> new Pretrainer(Device.cpu())
                        .run(SmallRecipes.mae(2), new StripedImages(24, 16), pool(), folder, List.of(), () -> false))
                .hasMessageContaining("32 pixels")
                .hasMessageContaining("16");
    }

    /** The first step of a run that goes on from weights is taken with those weights, in the network and its follower. */
    @Test
    void startsFromGivenWeights() {
        PretrainRecipe recipe = SmallRecipes.recipe("byol", new BackboneSpec("vit-tiny", 8, 32), 6, "fp32", 1e-3);
        Path weights = run(recipe, folder.resolve("first"), new Recorder()).backbone();
        assertThat(weights).isNotNull();
        Recorder fresh = new Recorder();
        Recorder going = new Recorder();
        Recorder again = new Recorder();
        run(recipe, folder.resolve("fresh"), fresh);
        for (Recorder recorder : List.of(going, again)) {
            new Pretrainer(Device.cpu())
                    .run(
                            recipe,
                            weights,
                            TrainingSet.of(IMAGES),
                            pool(),
                            folder.resolve(recorder == going ? "going" : "again"),
                            List.of(recorder),
                            () -> false);
        }
        assertThat(going.losses).isEqualTo(again.losses).isNotEqualTo(fresh.losses);
    }

    @Test
    void memoryStaysFlat() {
        long[] resident = new long[2];
        Recorder recorder = new Recorder() {
            @Override
            public void onStep(TrainingStep step) {
                if (step.step() == 50) {
                    resident[0] = Pointer.physicalBytes();
                } else if (step.step() == 200) {
                    resident[1] = Pointer.physicalBytes();
                }
            }
        };
        run(SmallRecipes.mae(200), folder, recorder);
        assertThat(resident[1]).isLessThan((long) (1.15 * resident[0]));
    }

    private static int[] pool() {
        return IntStream.range(0, IMAGES.count()).toArray();
    }

    private static PretrainResult run(PretrainRecipe recipe, Path folder, TrainingListener listener) {
        return new Pretrainer(Device.cpu()).run(recipe, IMAGES, pool(), folder, List.of(listener), () -> false);
    }

    private static class Recorder implements TrainingListener {
        final List<Double> losses = new ArrayList<>();
        final List<TrainingStep> steps = new ArrayList<>();
        final List<Long> resumed = new ArrayList<>();

        @Override
        public void onStep(TrainingStep step) {
            losses.add(step.loss());
            steps.add(step);
        }

        @Override
        public void onResume(long step) {
            resumed.add(step);
        }
    }
}
