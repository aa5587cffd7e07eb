package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.volume.BlockShape;
import isocenter.pretrain.objective.DecoderSpec;
import isocenter.pretrain.objective.MaeSpec;
import isocenter.pretrain.objective.SmallObjectives;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.view.FormulaVolumes;
import isocenter.pretrain.view.ViewSpec;
import isocenter.pretrain.view.VolumeSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both objectives on volumes, in the loop. */
class VolumeTrainingTest {
    @TempDir
    Path folder;

    /** Whoever has learned nothing paints each patch flat, at a loss near 1. */
    @Test
    void maeLearnsToPaintWhatIsHidden() {
        List<Double> losses = train(SmallVolumes.mae(60), SmallVolumes.ramped(32), "mae", Integer.MAX_VALUE);
        assertThat(losses.get(0)).isGreaterThan(0.9);
        assertThat(mean(losses.subList(55, 60))).isLessThan(0.6);
    }

    /** Chance among the 15 other cubes of a batch is log 15 = 2.71. */
    @Test
    void simclrLearnsToTellVolumesApart() {
        List<Double> losses = train(SmallVolumes.simclr(10), SmallVolumes.shelled(16), "simclr", Integer.MAX_VALUE);
        assertThat(mean(losses.subList(8, 10))).isLessThan(1.4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mae", "simclr"})
    void aRunThatWasStoppedRepeatsItsLossesToTheBit(String objective) {
        PretrainRecipe recipe = objective.equals("mae") ? SmallVolumes.mae(4) : SmallVolumes.simclr(4);
        FormulaVolumes volumes = SmallVolumes.shelled(24);
        List<Double> whole = train(recipe, volumes, "whole", Integer.MAX_VALUE);
        List<Double> parts = new ArrayList<>(train(recipe, volumes, "parts", 2));
        assertThat(parts).hasSize(2);
        parts.addAll(train(recipe, volumes, "parts", Integer.MAX_VALUE));
        assertThat(parts).isEqualTo(whole).hasSize(4);
    }

    @Test
    void aRecipeOfVolumesIsReadAndAskedForWhatFits() {
        PretrainRecipe read = RecipeReader.parse(recipe("mae", "vit-tiny-3d", 8, VOLUME), PretrainRecipe.class);
        assertThat(read.volume()).isEqualTo(new VolumeSpec(32, 48, 48, 1.5, 3.0, 0.5));
        assertThat(read.volume().shape()).isEqualTo(new BlockShape(32, 48, 48, 3, 1.5, 1.5));
        assertThat(CanonicalForm.of(read).json()).contains("\"volume\":{\"depth\":32,\"depthSpacing\":3,");

        refused(recipe("mae", "vit-tiny-3d", 8, ""), "volume", "must be given for vit-tiny-3d");
        refused(recipe("mae", "vit-tiny", 8, VOLUME), "volume", "must be left out for vit-tiny");
        refused(recipe("byol", "vit-tiny-3d", 8, VOLUME), "backbone.architecture", "must be one of images for byol");
        refused(
                recipe("mae", "vit-tiny-3d", 8, VOLUME + "\"positives\": \"study\","),
                "positives",
                "must be left out for volumes");
        refused(
                recipe("mae", "vit-tiny-3d", 8, VOLUME.replace("48, \"width\"", "16, \"width\"")),
                "volume.height",
                "at least backbone.image, 32 voxels");
        assertThatThrownBy(() -> SmallVolumes.recipe(
                        "mae",
                        new MaeSpec(0.75, new DecoderSpec(32, 1, 2)),
                        new BackboneSpec("vit-tiny-3d", 8, 24),
                        1,
                        ViewSpec.none("ct")))
                .hasMessageStartingWith("mae.decoder.width must be a multiple of 6");
    }

    /** By name, all but the two: their masks, crops or heads are made for squares. */
    @Test
    void onlyObjectivesThatSaySoTakeVolumes() {
        for (String objective : SmallObjectives.names()) {
            assertThat(SmallObjectives.of(objective).volumes())
                    .as(objective)
                    .isEqualTo(List.of("mae", "simclr").contains(objective));
        }
    }

    @Test
    void volumesOfOneGreyAreNoticed() {
        assertThatThrownBy(() -> train(
                        SmallVolumes.mae(1),
                        new FormulaVolumes(24, SmallVolumes.mae(1).volume().shape(), (i, d, h, w) -> 0.2),
                        "grey",
                        1))
                .hasMessageContaining("of one grey value throughout");
        assertThat(TrainingSet.of(SmallVolumes.ramped(2)).showsSomething(1)).isTrue();
    }

    @Test
    void aDatasetThatWasPreparedOtherwiseIsRefused() {
        FormulaVolumes other = new FormulaVolumes(24, new BlockShape(28, 36, 40, 1, 1, 1), (i, d, h, w) -> 0);
        assertThatThrownBy(() -> train(SmallVolumes.mae(1), other, "other", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the dataset was prepared as BlockShape");
        assertThatThrownBy(() -> TrainingSet.of(new StripedImages(24, 32)).views(SmallVolumes.mae(1), null))
                .hasMessageContaining("the recipe asks for volumes");
        assertThatThrownBy(() -> TrainingSet.of(other).views(SmallRecipes.mae(1), null))
                .hasMessageContaining("the recipe asks for images");
    }

    private static final String VOLUME =
            "\"volume\": {\"depth\": 32, \"height\": 48, \"width\": 48, \"spacing\": 1.5, \"depthSpacing\": 3},";

    private static String recipe(String objective, String architecture, int patch, String volume) {
        return """
                {"objective": "%s", "backbone": {"architecture": "%s", "patch": %d, "image": 32}, %s
                 "views": {"policy": "ct"}, "batch": 4, "steps": 2,
                 "%s": %s, "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""".formatted(
                        objective,
                        architecture,
                        patch,
                        volume,
                        objective,
                        objective.equals("mae")
                                ? "{\"maskRatio\": 0.75, \"decoder\": {\"width\": 48, \"depth\": 1, \"heads\": 2}}"
                                : "{\"momentum\": 0.9, \"hidden\": 64, \"output\": 32}");
    }

    private static void refused(String recipe, String setting, String message) {
        assertThatThrownBy(() -> RecipeReader.parse(recipe, PretrainRecipe.class))
                .hasMessageContaining(setting)
                .hasMessageContaining(message);
    }

    /** Losses of a run that is cancelled after so many steps. */
    private List<Double> train(PretrainRecipe recipe, FormulaVolumes volumes, String name, int steps) {
        List<Double> losses = new ArrayList<>();
        TrainingListener recorder = new TrainingListener() {
            @Override
            public void onStep(TrainingStep step) {
                losses.add(step.loss());
            }
        };
        new Pretrainer(Device.cpu())
                .run(
                        recipe,
                        null,
                        TrainingSet.of(volumes),
                        IntStream.range(0, volumes.count()).toArray(),
                        folder.resolve(name),
                        List.of(recorder),
                        () -> losses.size() >= steps);
        return losses;
    }

    private static double mean(List<Double> losses) {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
