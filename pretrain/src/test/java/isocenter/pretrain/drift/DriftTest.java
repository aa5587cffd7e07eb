package isocenter.pretrain.drift;

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
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.job.JobWorker;
import isocenter.pretrain.embedding.Embeddings;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.BackboneException;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.Pretraining;
import isocenter.pretrain.registry.Reconstructions;
import isocenter.pretrain.registry.TestFilm;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a backbone and newer images to a drift report and the backbone that goes on. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DriftTest {
    private static final String RECIPE = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny", "patch": 16, "image": 32},
             "views": {"policy": "chest-radiograph"},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 16, "depth": 1, "heads": 1}},
             "batch": 4, "steps": 3, "threads": 1, "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""";

    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    Pretraining pretraining;

    @Inject
    Backbones backbones;

    @Inject
    Embeddings embeddings;

    @Inject
    Drift drift;

    @Inject
    Reconstructions reconstructions;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    DataSource database;

    @TempDir
    Path incoming;

    @Test
    void saysHowNewImagesDifferAndGoesOnWithThem() throws IOException, SQLException {
        DatasetVersion old = films(12);
        BackboneVersion first = made(RecipeReader.parse(RECIPE, PretrainRecipe.class), old);
        assertThatThrownBy(() -> report(first, old))
                .hasMessageContaining("nothing that " + first.id + " has not learned");
        assertThat(reconstructions.of(first.id, 2, (done, total) -> {})).hasSize(2);

        DatasetVersion newer = films(20);
        assertThat(newer.id()).isEqualTo("films@2");
        DriftReport found = report(first, newer);
        assertThat(found.oldImages()).isEqualTo(8);
        assertThat(found.oldPatients()).isEqualTo(8);
        assertThat(found.newImages()).isEqualTo(8);
        assertThat(found.features()).isNotNull();
        assertThat(found.features().p()).isBetween(0.002, 1.0);
        assertThat(found.attributes())
                .extracting(AttributeShift::name)
                .containsExactly("modality", "scanner", "site", "view", "sex", "age");
        AttributeShift sex = found.attributes().get(4);
        assertThat(sex.old()).isEqualTo(Map.of("F", 4, "M", 4));
        assertThat(sex.fresh()).isEqualTo(Map.of("F", 4, "M", 4));
        assertThat(sex.shift().value()).isZero();
        assertThat(sex.shift().p()).isEqualTo(1);
        assertThat(events(first.id))
                .singleElement()
                .asString()
                .contains("\"newImages\":8", "\"sexP\":1", "\"dataset\":\"films@2\"");

        PretrainRecipe next = pretraining.continuing(first, 1);
        assertThat(next.from()).isEqualTo(first.id);
        assertThat(next.epochs()).isEqualTo(1);
        assertThat(next.steps()).isZero();
        BackboneVersion second = made(next, newer);
        assertThat(second.continuedFrom).isEqualTo(first.id);
        assertThat(second.steps).isEqualTo(4);
        assertThatThrownBy(() -> report(second, newer)).hasMessageContaining("nothing that");
    }

    @Test
    void whatNoRecipeMadeCannotBeGoneOnWith() {
        BackboneVersion imported = new BackboneVersion();
        imported.id = "imported-1";
        assertThat(imported.imported()).isTrue();
        assertThatThrownBy(() -> pretraining.continuing(imported, 0))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("from: imported-1");
    }

    /** The first four of each dozen are held out for validation; the rest is trained on. */
    private DatasetVersion films(int count) throws IOException {
        List<Path> files = new ArrayList<>();
        Map<String, SplitPart> split = new HashMap<>();
        for (int i = 0; i < count; i++) {
            files.add(TestFilm.write(incoming, i));
            split.put(TestFilm.uid(i), i < 4 ? SplitPart.VALIDATION : SplitPart.TRAIN);
        }
        archive.ingest(files, IngestListener.NONE);
        return datasets.create(new DatasetDefinition("films", Map.of(), 7, 0.5, 0.25, 0.25, split));
    }

    private BackboneVersion made(PretrainRecipe recipe, DatasetVersion dataset) {
        worker.runUntilFinished(pretraining.submit(recipe, dataset));
        return pretraining.existing(recipe, dataset).orElseThrow();
    }

    private DriftReport report(BackboneVersion backbone, DatasetVersion dataset) {
        UUID job =
                embeddings.submit(backbone.id, dataset, Set.of(SplitPart.TRAIN)).orElse(null);
        if (job != null) {
            worker.runUntilFinished(job);
            assertThat(queue.find(job).orElseThrow().error).isNull();
        }
        return drift.report(embeddings.load(backbone.id, dataset, Set.of(SplitPart.TRAIN)), 1);
    }

    private List<String> events(String backbone) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select body from ledger_event where action = 'backbone.drift' and subject = ?")) {
            statement.setString(1, backbone);
            List<String> bodies = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    bodies.add(rows.getString(1));
                }
            }
            return bodies;
        }
    }
}
