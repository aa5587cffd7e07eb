package isocenter.pretrain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.FramePolicy;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.job.JobState;
import isocenter.ingest.job.JobWorker;
import isocenter.pretrain.comparison.Comparisons;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.Retention;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the slices of CT series to a registered encoder of volumes, and what that is refused. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class VolumePretrainingTest {
    private static final String RECIPE = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny-3d", "patch": 8, "image": 16},
             "volume": {"depth": 24, "height": 28, "width": 32, "spacing": 2},
             "views": {"policy": "ct", "crop": {"minArea": 0.8, "maxArea": 1, "maxAspect": 1}},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 24, "depth": 1, "heads": 1}},
             "batch": 4, "steps": 6, "checkpointEvery": 100, "threads": 1,
             "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""";

    private static final String OF_IMAGES = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny", "patch": 16, "image": 32},
             "views": {"policy": "ct"},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 16, "depth": 1, "heads": 1}},
             "batch": 4, "steps": 6, "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""";

    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    Pretraining pretraining;

    @Inject
    Backbones backbones;

    @Inject
    BackboneExports exports;

    @Inject
    Comparisons comparisons;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @TempDir
    Path incoming;

    private DatasetVersion volumes;
    private DatasetVersion slices;

    @BeforeEach
    void series() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int patient = 1; patient <= 4; patient++) {
            files.addAll(TestVolume.write(incoming, patient));
        }
        archive.ingest(files, IngestListener.NONE);
        Map<String, String> ct = Map.of("modality", "CT");
        volumes =
                datasets.create(new DatasetDefinition("rods", ct, 1, 1, 0, 0, null, new FramePolicy.WholeVolumes(20)));
        slices = datasets.create(new DatasetDefinition("rod-slices", ct, 1, 1, 0, 0, null));
    }

    @Test
    void makesAnEncoderOfVolumesThatIsOnlyGivenWhatItCanDo() {
        PretrainRecipe recipe = RecipeReader.parse(RECIPE, PretrainRecipe.class);
        assertThat(volumes.images()).isEqualTo(4);
        UUID job = pretraining.submit(recipe, volumes);
        worker.runUntilFinished(job);

        Job ended = queue.find(job).orElseThrow();
        assertThat(ended.error).isNull();
        assertThat(ended.state).isEqualTo(JobState.DONE);
        BackboneVersion made = pretraining.existing(recipe, volumes).orElseThrow();
        assertThat(made.id).matches("mae-vit-tiny-3d-[0-9a-f]{6}");
        assertThat(made.spec()).isEqualTo(recipe.backbone());
        assertThat(backbones.curve(made.id)).hasSize(6);
        assertThat(backbones.weights(made)).isRegularFile();

        assertThatThrownBy(() -> exports.export(made.id, ExportFormat.ONNX, incoming.resolve("out.safetensors")))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining(made.id + " encodes volumes (vit-tiny-3d)");
        assertThatThrownBy(() -> comparisons.submit(volumes, "any", List.of(made.id), List.of(), false, List.of(1L)))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("encodes volumes");
        assertThatThrownBy(() -> comparisons.submit(
                        volumes,
                        "any",
                        List.of(),
                        List.of(new BackboneSpec("resnet-18-3d", 0, 32)),
                        false,
                        List.of(1L)))
                .hasMessageContaining("resnet-18-3d encodes volumes");
    }

    @Test
    void imagesAndVolumesAreNotTakenForEachOther() {
        PretrainRecipe recipe = RecipeReader.parse(RECIPE, PretrainRecipe.class);
        PretrainRecipe ofImages = RecipeReader.parse(OF_IMAGES, PretrainRecipe.class);
        assertThatThrownBy(() -> pretraining.submit(recipe, slices))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("dataset create NAME --volumes");
        assertThatThrownBy(() -> pretraining.submit(ofImages, volumes))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("holds volumes, and the recipe is for images");
        assertThatThrownBy(() -> pretraining.submit(recipe, volumes, 1, new WatchRequest("any", 1), Retention.NEWEST))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("pretrain it without --watch");
    }
}
