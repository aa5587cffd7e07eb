package isocenter.pretrain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.ledger.Verification.Tampered;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.job.JobState;
import isocenter.ingest.job.JobWorker;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.PretrainingRun.Outcome;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.Retention;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PretrainJobTest {

    private static final String RECIPE = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny", "patch": 16, "image": 32},
             "views": {"policy": "chest-radiograph", "crop": {"minArea": 0.6, "maxArea": 1, "maxAspect": 1.2}},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 16, "depth": 1, "heads": 1}},
             "batch": 4, "steps": %d, "seed": %d, "checkpointEvery": 5, "threads": 1,
             "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""";

    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    Pretraining pretraining;

    @Inject
    Backbones backbones;

    @Inject
    RunStore store;

    @Inject
    TrainingMetrics metrics;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    @Inject
    IsocenterHome home;

    @TempDir
    Path incoming;

    private DatasetVersion dataset;

    @BeforeEach
    void films() throws IOException {
        List<Path> files = new ArrayList<>();
        Map<String, SplitPart> split = new HashMap<>();
        for (int i = 0; i < 16; i++) {
            files.add(TestFilm.write(incoming, i));
            split.put(TestFilm.uid(i), i < 8 ? SplitPart.TRAIN : i < 12 ? SplitPart.VALIDATION : SplitPart.TEST);
        }
        archive.ingest(files, IngestListener.NONE);
        dataset = datasets.create(new DatasetDefinition("films", Map.of(), 7, 0.5, 0.25, 0.25, split));
    }

    @Test
    void makesARegisteredBackboneFromTheTrainingPartOnly() throws IOException, SQLException {
        PretrainRecipe recipe = recipe(20, 1);
        assertThat(pretraining.existing(recipe, dataset)).isEmpty();
        assertThatThrownBy(() -> pretraining.submit(recipe, dataset, 3, null, Retention.NEWEST))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("must divide batch");
        UUID job = pretraining.submit(recipe, dataset);
        assertThat(pretraining.submit(recipe, dataset, 2, null, Retention.NEWEST))
                .as("the same run")
                .isEqualTo(job);
        worker.runUntilFinished(job);

        Job ended = queue.find(job).orElseThrow();
        assertThat(ended.error).isNull();
        assertThat(ended.state).isEqualTo(JobState.DONE);
        BackboneVersion made = pretraining.existing(recipe, dataset).orElseThrow();
        assertThat(made.id).matches("mae-vit-tiny-[0-9a-f]{6}");
        JsonNode result = new ObjectMapper().readTree(ended.result);
        assertThat(result.path("backbone").asText()).isEqualTo(made.id);
        assertThat(result.path("steps").asLong()).isEqualTo(20);
        assertThat(backbones.require(made.id).spec()).isEqualTo(recipe.backbone());

        List<TrainingPoint> curve = backbones.curve(made.id);
        assertThat(curve).extracting(point -> point.step).containsExactlyElementsOf(steps(20));
        assertThat(made.firstLoss).isCloseTo((curve.get(0).loss + curve.get(1).loss) / 2, within(1e-12));
        assertThat(made.lastLoss).isCloseTo((curve.get(18).loss + curve.get(19).loss) / 2, within(1e-12));
        assertThat(made.seconds).isPositive();

        int pool = dataset.parts().get(SplitPart.TRAIN).images();
        assertThat(pool).isEqualTo(8);
        assertThat(events("pretrain.start", job.toString()))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"pool\":8", dataset.sha256(), made.recipeSha256, "\"cores\"", "\"libtorch\""));
        assertThat(events("pretrain.end", made.id))
                .singleElement()
                .satisfies(body -> assertThat(body).contains(made.weightsSha256, "loss.svg"));
        assertThat(ledger.verify()).isInstanceOf(Sound.class);

        Path weights = backbones.weights(made);
        byte[] sound = Files.readAllBytes(weights);
        byte[] changed = sound.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(weights, changed);
        assertThatThrownBy(() -> backbones.weights(made))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("not those that were registered");
        assertThat(ledger.verify()).isInstanceOf(Tampered.class);
        Files.write(weights, sound);
    }

    @Test
    void aStoppedRunGoesOnWithOneCompleteCurve() throws InterruptedException, IOException, SQLException {
        int steps = 150;
        PretrainRecipe recipe = recipe(steps, 2);
        UUID job = pretraining.submit(recipe, dataset);
        worker.start(1);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (store.points(job).size() < 20 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        worker.stop();
        int before = store.points(job).size();
        assertThat(before).isBetween(20, steps - 1);
        loseTheNewestCheckpoint(job); // as a kill between two checkpoints does: steps will be measured again

        worker.runUntilFinished(job);

        BackboneVersion made = pretraining.existing(recipe, dataset).orElseThrow();
        assertThat(backbones.curve(made.id)).extracting(point -> point.step).containsExactlyElementsOf(steps(steps));
        assertThat(events("pretrain.resume", job.toString())).hasSize(1);

        UUID again = queue.submit(
                PretrainJob.KIND, "the same without a stop", queue.find(job).orElseThrow().parameters);
        worker.runUntilFinished(again);
        assertThat(losses(again)).isEqualTo(losses(job));
        assertThat(backbones.all())
                .filteredOn(backbone -> again.equals(backbone.run))
                .singleElement()
                .satisfies(second -> {
                    assertThat(second.id).startsWith(made.id).hasSize(made.id.length() + 2);
                    assertThat(second.weightsSha256).isEqualTo(made.weightsSha256);
                });
    }

    @Test
    void aWatchedRunKeepsOneEvaluationOfEachStepThroughAStop() throws InterruptedException, IOException, SQLException {
        int steps = 60;
        PretrainRecipe recipe = recipe(steps, 5);
        WatchRequest watch =
                new WatchRequest(pretraining.watch("films", 0, recipe, dataset).labels(), 1);
        assertThat(pretraining.watch("films", 0, recipe, dataset)).isEqualTo(new WatchRequest("films@1", 6));
        UUID job = pretraining.submit(recipe, dataset, 1, watch, new Retention(2, 0, true));
        worker.start(1);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (store.points(job).size() < 10 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        worker.stop();
        assertThat(store.evaluations(job)).hasSizeBetween(10, steps - 1);
        long newest = store.points(job).get(store.points(job).size() - 1).step;
        assertThat(metrics.text())
                .contains("# TYPE isocenter_pretraining_loss gauge\nisocenter_pretraining_loss{run=\"" + job)
                .contains("isocenter_pretraining_step{run=\"" + job + "\",objective=\"mae\"} " + (double) newest)
                .contains(",name=\"gradientNorm\"} ")
                .contains("isocenter_pretraining_rank_me{");
        loseTheNewestCheckpoint(job);
        worker.runUntilFinished(job);

        assertThat(queue.find(job).orElseThrow().error).isNull();
        assertThat(metrics.text()).doesNotContain(job.toString());
        List<PretrainEvaluation> found = store.evaluations(job);
        assertThat(found)
                .extracting(evaluation -> evaluation.step)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, steps).boxed().toList());
        assertThat(found).allSatisfy(evaluation -> {
            assertThat(evaluation.labels).isEqualTo("films@1");
            assertThat(evaluation.fitPatients).isEqualTo(8);
            assertThat(evaluation.validationPatients).isEqualTo(4);
            assertThat(evaluation.rankMe).isBetween(1.0, 8.0);
            assertThat(evaluation.alignment).isNotNull();
        });
        assertThat(events("pretrain.start", job.toString()))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"watchedBy\":\"films@1\""));
        Path run = home.path().resolve("models").resolve(job.toString());
        assertThat(Files.readString(run.resolve("loss.svg"))).contains("AUROC on 4 validation patients");
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("checkpoint-.*\\.safetensors")))
                    .as("the newest two and the best")
                    .hasSizeBetween(2, 3);
        }
    }

    @Test
    void aFailureIsARowAndAnEvent() throws IOException, SQLException {
        PretrainRecipe recipe = recipe(6, 3);
        UUID job = pretraining.submit(recipe, dataset);
        Path folder = home.path().resolve("models").resolve(job.toString());
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file where the run's folder should be");
        worker.runUntilFinished(job);

        assertThat(queue.find(job).orElseThrow().state).isEqualTo(JobState.FAILED);
        assertThat(outcome(job)).isEqualTo(Outcome.FAILED.name());
        assertThat(events("pretrain.failure", job.toString())).hasSize(1);
        assertThat(pretraining.existing(recipe, dataset)).isEmpty();
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void whatCannotWorkIsRefusedBeforeItIsQueued() {
        PretrainRecipe large = RecipeReader.parse(
                RECIPE.formatted(6, 4).replace("\"batch\": 4", "\"batch\": 9"), PretrainRecipe.class);
        assertThatThrownBy(() -> pretraining.submit(large, dataset))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("batch 9 is larger than the training part of " + dataset.id());
        PretrainRecipe foreign = RecipeReader.parse(
                RECIPE.formatted(6, 4).replace("chest-radiograph", "mammogram"), PretrainRecipe.class);
        assertThatThrownBy(() -> pretraining.submit(foreign, dataset))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("also holds CR");
        assertThatThrownBy(() -> backbones.require("mae-vit-tiny-ffffff")).hasMessageContaining("no backbone");
    }

    /** A run from another one's weights starts where that one ended, and says so in registry and ledger. */
    @Test
    void goesOnFromAnotherBackbone() throws SQLException {
        BackboneVersion first = make(recipe(40, 21));
        PretrainRecipe next = RecipeReader.parse(
                RECIPE.formatted(40, 22).replace("\"batch\": 4", "\"from\": \"" + first.id + "\", \"batch\": 4"),
                PretrainRecipe.class);
        BackboneVersion second = make(next);
        assertThat(second.continuedFrom).isEqualTo(first.id);
        assertThat(backbones.lineage(second.id))
                .extracting(version -> version.id)
                .containsExactly(second.id, first.id);
        assertThat(events("pretrain.start", second.run.toString()))
                .singleElement()
                .satisfies(body -> assertThat(body).contains(first.id).contains(first.weightsSha256));
        assertThatThrownBy(() -> pretraining.submit(
                        RecipeReader.parse(
                                RECIPE.formatted(40, 23)
                                        .replace("\"batch\": 4", "\"from\": \"" + first.id + "\", \"batch\": 4")
                                        .replace("\"patch\": 16", "\"patch\": 8"),
                                PretrainRecipe.class),
                        dataset))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("patch 16")
                .hasMessageContaining("patch 8");
    }

    private BackboneVersion make(PretrainRecipe recipe) {
        worker.runUntilFinished(pretraining.submit(recipe, dataset));
        return pretraining.existing(recipe, dataset).orElseThrow();
    }

    private void loseTheNewestCheckpoint(UUID run) throws IOException {
        Path folder = home.path().resolve("models").resolve(run.toString());
        List<Path> manifests;
        try (Stream<Path> files = Files.list(folder)) {
            manifests = files.filter(file -> file.getFileName().toString().matches("checkpoint-.*\\.json"))
                    .sorted()
                    .toList();
        }
        assertThat(manifests).hasSizeGreaterThan(1);
        Files.delete(manifests.get(manifests.size() - 1));
    }

    private static PretrainRecipe recipe(int steps, long seed) {
        return RecipeReader.parse(RECIPE.formatted(steps, seed), PretrainRecipe.class);
    }

    private static List<Long> steps(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private List<Double> losses(UUID run) {
        return store.points(run).stream().map(point -> point.loss).toList();
    }

    private String outcome(UUID run) throws SQLException {
        return rows("select outcome from pretraining_run where id::text = ?", run.toString())
                .get(0);
    }

    private List<String> events(String action, String subject) throws SQLException {
        return rows("select body from ledger_event where action = ? and subject = ?", action, subject);
    }

    private List<String> rows(String query, String... values) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
        }
        return rows;
    }
}
