package isocenter.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.PretrainResult;
import isocenter.pretrain.training.Pretrainer;
import isocenter.pretrain.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackboneWatchTest {
    private static final String MAE = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny", "patch": 16, "image": 32},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 16, "depth": 1, "heads": 1}},""";
    private static final String SIMCLR = """
            {"objective": "simclr", "backbone": {"architecture": "resnet-18", "image": 32},
             "simclr": {"temperature": 0.2, "projection": {"layers": 2, "hidden": 32, "output": 16}},""";
    private static final String REST = """
             "views": {"policy": "chest-radiograph", "crop": {"minArea": 0.6, "maxArea": 1, "maxAspect": 1.2}},
             "batch": 8, "steps": 8, "seed": 5, "checkpointEvery": 4, "threads": 1,
             "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""";
    private static final LabelledSquares IMAGES = new LabelledSquares(64, 32);
    private static final EvaluationSet SET = new EvaluationSet(IMAGES.labelled(0, 40), IMAGES.labelled(40, 64));

    @TempDir
    Path folder;

    /** Masks come from libtorch's generator and batch norm keeps statistics: both would tell if watching touched them. */
    @ParameterizedTest
    @ValueSource(strings = {MAE, SIMCLR})
    void aWatchedRunMakesTheWeightsOfAnUnwatchedOne(String objective) throws IOException {
        PretrainRecipe recipe = RecipeReader.parse(objective + REST, PretrainRecipe.class);
        List<Long> steps = new ArrayList<>();
        List<Evaluation> found = new ArrayList<>();
        BackboneWatch watch = new BackboneWatch(
                new BackboneEvaluation(IMAGES, SET, 5).withViews(recipe.views()), 3, (step, evaluation) -> {
                    steps.add(step);
                    found.add(evaluation);
                });
        byte[] watched = train(recipe, "watched", List.of(watch));

        assertThat(watched).isEqualTo(train(recipe, "unwatched", List.of()));
        assertThat(steps).containsExactly(0L, 3L, 6L, 8L);
        assertThat(found).allSatisfy(one -> {
            assertThat(one.alignment()).isBetween(0.0, 4.0);
            assertThat(one.diagnostics().rankMe()).isBetween(1.0, 40.0);
        });
        assertThat(found.get(3).diagnostics()).isNotEqualTo(found.get(0).diagnostics());
    }

    private byte[] train(PretrainRecipe recipe, String name, List<TrainingListener> listeners) throws IOException {
        PretrainResult result = new Pretrainer(Device.cpu())
                .run(recipe, IMAGES, IntStream.range(0, 40).toArray(), folder.resolve(name), listeners, () -> false);
        return Files.readAllBytes(Objects.requireNonNull(result.backbone()));
    }
}
