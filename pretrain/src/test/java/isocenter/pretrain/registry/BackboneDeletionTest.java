package isocenter.pretrain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
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
import isocenter.pretrain.embedding.Embeddings;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BackboneDeletionTest {
    private static final String RECIPE = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny", "patch": 16, "image": 32},
             "views": {"policy": "chest-radiograph", "crop": {"minArea": 0.6, "maxArea": 1, "maxAspect": 1.2}},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 16, "depth": 1, "heads": 1}},
             %s "batch": 4, "steps": 2, "seed": %d, "threads": 1,
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
    BackboneDeletion deletion;

    @Inject
    Embeddings embeddings;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    DataSource database;

    @TempDir
    Path incoming;

    @Test
    void onlyWhatNothingDependsOnIsDeletedAndItsRowSaysSo() throws IOException, SQLException {
        DatasetVersion dataset = films();
        BackboneVersion first = make(recipe("", 41), dataset);
        String from = "\"from\": \"" + first.id + "\",";
        BackboneVersion second = make(recipe(from, 42), dataset);

        refused(first.id, "backbone " + second.id);
        refused("mae-vit-tiny-none", "no backbone");
        UUID waiting = pretraining.submit(recipe("\"from\": \"" + second.id + "\",", 43), dataset);
        refused(second.id, "unfinished job pretrain " + waiting);
        queue.requestCancel(waiting);
        assertThat(deletion.dependents(second.id)).isEmpty();
        assertThatThrownBy(() -> deletion.delete(second.id, "me", "short", false))
                .hasMessageContaining("8 to 400 characters");

        worker.runUntilFinished(embeddings
                .submit(second.id, dataset, EnumSet.of(SplitPart.TRAIN))
                .orElseThrow());
        Path folder = home.path().resolve(second.weightsPath).getParent();
        assertThat(folder).isNotEmptyDirectory();

        assertThat(deletion.delete(second.id, "me", "a trial of deleting", false))
                .isGreaterThan(1_000_000);

        assertThat(folder).doesNotExist();
        assertThat(rows("select id from embedding_extraction where backbone = '" + second.id + "'"))
                .isEmpty();
        assertThatThrownBy(() -> backbones.require(second.id))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("was deleted on ");
        assertThat(backbones.all())
                .extracting(version -> version.id)
                .contains(first.id)
                .doesNotContain(second.id);
        assertThat(pretraining.existing(recipe(from, 42), dataset)).isEmpty();
        assertThat(backbones.known(second.id).deleted).isNotNull();
        assertThat(backbones.known(second.id).weightsSha256).isEqualTo(second.weightsSha256);
        assertThat(backbones.curve(second.id)).hasSize(2);
        assertThat(backbones.lineage(second.id)).hasSize(2);
        assertThat(rows("select body from ledger_event where action = 'backbone.delete' and subject = '" + second.id
                        + "'"))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains(
                                second.id, "a trial of deleting", "\"derivedRows\":4", second.weightsPath, "loss.svg"));
        assertThat(ledger.verify()).as("no file is missed").isInstanceOf(Sound.class);

        Files.createDirectories(folder);
        Files.writeString(folder.resolve("left by a process that died"), "x");
        assertThat(deletion.delete(second.id, "me", "a trial of deleting", false))
                .isEqualTo(1);
        assertThat(folder).doesNotExist();
        assertThat(rows("select body from ledger_event where action = 'backbone.delete' and subject = '" + second.id
                        + "'"))
                .hasSize(1);

        assertThat(make(recipe(from, 42), dataset).id)
                .as("ids are not given again")
                .isNotEqualTo(second.id);
    }

    private void refused(String id, String because) {
        assertThatThrownBy(() -> deletion.delete(id, "me", "a trial of deleting", true))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining(because);
    }

    private BackboneVersion make(PretrainRecipe recipe, DatasetVersion dataset) {
        worker.runUntilFinished(pretraining.submit(recipe, dataset));
        return pretraining.existing(recipe, dataset).orElseThrow();
    }

    private static PretrainRecipe recipe(String from, long seed) {
        return RecipeReader.parse(RECIPE.formatted(from, seed), PretrainRecipe.class);
    }

    private DatasetVersion films() throws IOException {
        List<Path> files = new ArrayList<>();
        Map<String, SplitPart> split = new HashMap<>();
        for (int i = 380; i < 384; i++) {
            files.add(TestFilm.write(incoming, i));
            split.put(TestFilm.uid(i), SplitPart.TRAIN);
        }
        archive.ingest(files, IngestListener.NONE);
        return datasets.create(new DatasetDefinition("deleted-from", Map.of(), 7, 1, 0, 0, split));
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
