package isocenter.pretrain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.job.JobWorker;
import isocenter.pretrain.comparison.SideBySide.Line;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.BackboneDeletion;
import isocenter.pretrain.registry.BackboneException;
import isocenter.pretrain.registry.Dependent;
import isocenter.pretrain.registry.Pretraining;
import isocenter.pretrain.registry.TestFilm;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ComparisonTest {
    private static final String RECIPE = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny", "patch": 16, "image": 32},
             "views": {"policy": "chest-radiograph", "crop": {"minArea": 0.6, "maxArea": 1, "maxAspect": 1.2}},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 16, "depth": 1, "heads": 1}},
             "batch": 4, "steps": 2, "seed": %d, "threads": 1,
             "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""";

    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    Pretraining pretraining;

    @Inject
    Comparisons comparisons;

    @Inject
    SideBySide sideBySide;

    @Inject
    BackboneDeletion deletion;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    Ledger ledger;

    @TempDir
    Path incoming;

    private DatasetVersion films;

    @BeforeEach
    void films() throws IOException {
        films = dataset("judged", 0);
    }

    @Test
    void judgesEverythingOnTheSamePatientsAndAveragesSeeds() throws IOException {
        String one = pretrained(11);
        String two = pretrained(12);
        UUID job = comparisons.submit(
                films,
                "judged",
                List.of(one, two),
                List.of(new BackboneSpec("resnet-18", 0, 32), new BackboneSpec("vit-tiny", 16, 32)),
                true,
                List.of(1L, 2L, 3L));
        worker.runUntilFinished(job);

        assertThat(queue.find(job).orElseThrow().error).isNull();
        JsonNode result = new ObjectMapper().readTree(queue.find(job).orElseThrow().result);
        assertThat(result.path("validation").path("patients").asInt()).isEqualTo(16);
        assertThat(result.path("fit").path("positives").asInt()).isEqualTo(4);
        JsonNode models = result.path("models");
        assertThat(models.findValuesAsText("model"))
                .containsExactly(
                        "mean-grey",
                        "grey-histogram",
                        "eight-by-eight",
                        "random resnet-18",
                        "random vit-tiny/16",
                        "mae vit-tiny/16");
        assertThat(models).allSatisfy(row -> {
            assertThat(row.path("knn").path("auroc").asDouble(-1)).isBetween(0.0, 1.0);
            assertThat(row.path("probe").path("low").asDouble(-1)).isBetween(0.0, 1.0);
        });
        JsonNode random = models.get(3);
        assertThat(random.path("runs").asInt()).isEqualTo(3);
        double mean = 0;
        for (JsonNode each : random.path("each")) {
            mean += each.path("probe").path("auroc").asDouble() / 3;
        }
        assertThat(random.path("probe").path("auroc").asDouble()).isCloseTo(mean, within(1e-12));
        assertThat(random.path("each").get(0).path("rankMe").asDouble())
                .isNotEqualTo(random.path("each").get(1).path("rankMe").asDouble());
        assertThat(random.has("probeGain")).isFalse();
        JsonNode trained = models.get(5);
        assertThat(trained.path("probeGain").path("difference").asDouble())
                .as("over random weights of the same network")
                .isCloseTo(
                        trained.path("probe").path("auroc").asDouble()
                                - models.get(4).path("probe").path("auroc").asDouble(),
                        within(1e-12));
        assertThat(trained.path("runs").asInt()).isEqualTo(2);
        assertThat(trained.path("steps").asInt()).isEqualTo(2);
        assertThat(trained.path("each").findValuesAsText("name")).containsExactly(one, two);
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void refusesABackboneThatHasSeenTheJudges() throws IOException {
        String seen = pretrained(11);
        DatasetVersion turned = dataset("turned", 8);
        assertThatThrownBy(() -> comparisons.submit(turned, "turned", List.of(seen), List.of(), false, List.of(1L)))
                .hasMessageContaining(seen)
                .hasMessageContaining("8 patients of the validation part of " + turned.id());
        assertThatThrownBy(() -> comparisons.submit(films, "judged", List.of(), List.of(), false, List.of(1L)))
                .hasMessageContaining("nothing to compare");
    }

    @Test
    void twoBackbonesSideBySideAndWhatKeepsThem() throws IOException {
        String one = pretrained(13);
        String other = pretrained(14);
        UUID job = comparisons.submit(films, "judged", List.of(other), List.of(), false, List.of(1L));
        assertThat(deletion.dependents(other))
                .extracting(Dependent::toString)
                .containsExactly("unfinished job compare-backbones " + job);
        worker.runUntilFinished(job);

        List<Line> lines = sideBySide.of(one, other);
        assertThat(lines)
                .filteredOn(line -> line.section().equals("recipe"))
                .containsExactly(new Line("recipe", "seed", "13", "14"));
        assertThat(line(lines, "dataset").first()).isEqualTo(films.id());
        assertThat(line(lines, "lineage").second()).isEqualTo(other);
        assertThat(line(lines, "weightsSha256").first())
                .isNotEqualTo(line(lines, "weightsSha256").second());
        assertThat(line(lines, "pretrain.end").first()).asString().matches("event \\d+, leaf [0-9a-f]{16}");
        assertThat(line(lines, "weights"))
                .isEqualTo(new Line("ledger", "weights", "as the ledger says", "as the ledger says"));
        Line judged = line(lines, job + " (judged@1) knnAuroc");
        assertThat(judged.first()).as("it was not compared").isNull();
        assertThat((Double) judged.second()).isBetween(0.0, 1.0);

        assertThatThrownBy(() -> deletion.delete(other, "me", "a trial of deleting", false))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("comparison " + job)
                .hasMessageContaining("--despite-records");
        deletion.delete(other, "me", "a trial of deleting", true);
        assertThat(line(sideBySide.of(one, other), "weights"))
                .isEqualTo(new Line("ledger", "weights", "as the ledger says", "deleted"));
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    private static Line line(List<Line> lines, String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String pretrained(long seed) throws IOException {
        PretrainRecipe recipe = RecipeReader.parse(RECIPE.formatted(seed), PretrainRecipe.class);
        if (pretraining.existing(recipe, films).isEmpty()) {
            worker.runUntilFinished(pretraining.submit(recipe, films));
        }
        return pretraining.existing(recipe, films).orElseThrow().id;
    }

    /** Twenty-four films, counted from {@code first} on: eight to train on, then sixteen to validate. */
    private DatasetVersion dataset(String name, int first) throws IOException {
        List<Path> files = new ArrayList<>();
        Map<String, SplitPart> split = new HashMap<>();
        for (int i = 0; i < 24; i++) {
            files.add(TestFilm.write(incoming, i));
            split.put(TestFilm.uid(i), (i + first) % 24 < 8 ? SplitPart.TRAIN : SplitPart.VALIDATION);
        }
        archive.ingest(files, IngestListener.NONE);
        return datasets.create(new DatasetDefinition(name, Map.of(), 7, 0.5, 0.5, 0, split));
    }
}
