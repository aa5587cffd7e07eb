package isocenter.pretrain.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetException;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.PreparationListener;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.erasure.Erasure;
import isocenter.ingest.erasure.ErasureException;
import isocenter.ingest.erasure.ErasureSummary;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.job.JobState;
import isocenter.ingest.job.JobWorker;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.embedding.CosineNeighbours.Neighbour;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.Pretraining;
import isocenter.pretrain.registry.TestFilm;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
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
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class EmbeddingJobTest {
    private static final String RECIPE = """
            {"objective": "mae", "backbone": {"architecture": "vit-tiny", "patch": 16, "image": 32},
             "views": {"policy": "chest-radiograph", "crop": {"minArea": 0.6, "maxArea": 1, "maxAspect": 1.2}},
             "mae": {"maskRatio": 0.5, "decoder": {"width": 16, "depth": 1, "heads": 1}},
             "batch": 4, "steps": 2, "seed": 31, "threads": 1,
             "optimizer": {"rate": 0.001, "weightDecay": 0.05}}""";
    private static final Set<SplitPart> SEEN = EnumSet.of(SplitPart.TRAIN, SplitPart.VALIDATION);
    private static final Set<SplitPart> ALL = EnumSet.allOf(SplitPart.class);

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
    EmbeddingExports exports;

    @Inject
    Erasure erasure;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    @TempDir
    Path incoming;

    @Test
    void extractsOnceFindsNeighboursWritesOutAndForgets() throws IOException, SQLException {
        DatasetVersion dataset = films();
        BackboneVersion backbone = pretrained(dataset);

        UUID job = embeddings.submit(backbone.id, dataset, SEEN).orElseThrow();
        assertThatThrownBy(() -> embeddings.load(backbone.id, dataset, SEEN))
                .hasMessageContaining("isocenter pretrain embed " + backbone.id);
        assertThatThrownBy(() -> erasure.erase(
                        datasets.members(dataset).get(0).patient(), "dpo", "request 20 of the officer", false))
                .as("vectors could be written after the patient is gone")
                .isInstanceOf(ErasureException.class)
                .hasMessageContaining("works on the dataset");
        worker.runUntilFinished(job);
        assertThat(queue.find(job).orElseThrow().error).isNull();
        assertThat(embeddings.submit(backbone.id, dataset, SEEN))
                .as("not repeated")
                .isEmpty();
        EmbeddingSet set = embeddings.load(backbone.id, dataset, SEEN);
        isWhatTheNetworkSays(set);
        assertThat(rows("select body from ledger_event where action = 'backbone.embed' and position('" + backbone.id
                        + "' in body) > 0"))
                .hasSize(2)
                .allSatisfy(
                        body -> assertThat(body).contains(backbone.weightsSha256, dataset.sha256(), "\"width\":192"));

        onlyTheMissingPartIsExtracted(dataset, backbone);
        neighbours(set, dataset);
        writtenOut(set);
        aChangedVectorIsNoticed(dataset, backbone);
        goesWithThePatient(dataset, backbone, set);
    }

    private void isWhatTheNetworkSays(EmbeddingSet set) {
        assertThat(set.members()).extracting(DatasetMember::part).doesNotContain(SplitPart.TEST);
        assertThat(set.members()).hasSize(9);
        Backbone network = Backbone.create(set.backbone().spec());
        Safetensors.readInto(backbones.weights(set.backbone()), network.state());
        network.module().train(false);
        try (ImageCache images = datasets.prepare(set.dataset(), 32, PreparationListener.NONE)) {
            for (int i = 0; i < set.members().size(); i++) {
                float[] pixels = new float[32 * 32];
                images.read(set.members().get(i).index(), pixels, 0);
                float[] features = new float[192];
                network.features(Tensor.create(pixels, 1, 1, 32, 32))
                        .contiguous()
                        .data_ptr_float()
                        .get(features);
                for (int j = 0; j < features.length; j++) {
                    assertThat(set.vectors()[i][j]).isCloseTo(features[j], within(1e-5f));
                }
            }
        }
    }

    private void onlyTheMissingPartIsExtracted(DatasetVersion dataset, BackboneVersion backbone) throws SQLException {
        UUID rest = embeddings.submit(backbone.id, dataset, ALL).orElseThrow();
        assertThat(queue.find(rest).orElseThrow().parameters).contains("[\"TEST\"]");
        // an attempt that died has left this
        execute("insert into embedding_extraction select gen_random_uuid(), backbone, weights_sha256, dataset_id,"
                + " dataset_sha256, 'TEST', images, width, null, 0, created from embedding_extraction"
                + " where part = 'TRAIN' and backbone = '" + backbone.id + "'");
        worker.runUntilFinished(rest);
        assertThat(queue.find(rest).orElseThrow().state).isEqualTo(JobState.DONE);
        assertThat(embeddings.load(backbone.id, dataset, ALL).members()).hasSize(12);
    }

    private void neighbours(EmbeddingSet set, DatasetVersion dataset) {
        DatasetMember asked = set.members().get(0);
        NearestImages nearest = NearestImages.of(set, List.of(asked.instance()), 3);
        assertThat(nearest.found().get(0))
                .hasSize(3)
                .extracting(Neighbour::index)
                .allSatisfy(i -> assertThat(set.members().get(i).patient()).isNotEqualTo(asked.patient()));
        assertThatThrownBy(() -> NearestImages.of(set, List.of("2.25.1"), 3)).hasMessageContaining("pseudonymous");
        List<Integer> all = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8);
        NearestImages some = NearestImages.ofSome(set, all, 4, 1, 2);
        assertThat(some.found().keySet().stream()
                        .map(i -> set.members().get(i).patient())
                        .distinct())
                .hasSize(4);
        assertThat(NearestImages.ofSome(set, all, 4, 1, 2).found()).isEqualTo(some.found());
        assertThat(NearestImages.ofSome(set, all, 4, 2, 2).found().keySet())
                .isNotEqualTo(some.found().keySet());
        try (ImageCache images = datasets.prepare(dataset, 32, PreparationListener.NONE)) {
            BufferedImage sheet = NeighbourSheet.draw(some, images);
            assertThat(sheet.getWidth()).isEqualTo(3 * 228 + 4);
            assertThat(sheet.getHeight()).isEqualTo(4 * (228 + 22) + 4);
        }
    }

    private void writtenOut(EmbeddingSet set) throws SQLException {
        String sha256 = exports.export(set, incoming.resolve("features.arrow"));
        assertThat(rows("select body from ledger_event where action = 'backbone.embed.export'"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains(sha256));
    }

    private void aChangedVectorIsNoticed(DatasetVersion dataset, BackboneVersion backbone) throws SQLException {
        String change =
                "update embedding set vector = set_byte(vector, 0, get_byte(vector, 0) # 1) where position = 0 and "
                        + of(backbone);
        execute(change);
        assertThatThrownBy(() -> embeddings.load(backbone.id, dataset, ALL))
                .hasMessageContaining("not those that were extracted");
        execute(change);
        assertThat(embeddings.load(backbone.id, dataset, ALL).members()).hasSize(12);
    }

    private void goesWithThePatient(DatasetVersion dataset, BackboneVersion backbone, EmbeddingSet set)
            throws SQLException {
        String patient = set.members().get(0).patient();
        long images = set.members().stream()
                .filter(member -> member.patient().equals(patient))
                .count();
        assertThat(erasure.find(patient).places()).containsEntry("embeddings", images);
        ErasureSummary summary = erasure.erase(patient, "dpo", "request 21 of the officer", false);
        assertThat(summary.places()).containsEntry("embeddings", images);
        assertThat(summary.residue().left()).isEmpty();
        assertThat(rows("select patient from embedding where " + of(backbone)))
                .hasSize(12 - (int) images)
                .doesNotContain(patient);
        assertThatThrownBy(() -> embeddings.load(backbone.id, dataset, SEEN))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("create the dataset again");
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    /** Twelve films of ten patients: the first has three. */
    private DatasetVersion films() throws IOException {
        List<Path> files = new ArrayList<>();
        Map<String, SplitPart> split = new HashMap<>();
        for (int i = 300; i < 312; i++) {
            String patient = "EMBEDDED" + Math.max(302, i);
            files.add(TestFilm.write(
                    incoming, i, set -> set.putText(Tags.PATIENT_ID, patient).putText(Tags.PATIENT_SEX, "F")));
            split.put(TestFilm.uid(i), i < 306 ? SplitPart.TRAIN : i < 309 ? SplitPart.VALIDATION : SplitPart.TEST);
        }
        archive.ingest(files, IngestListener.NONE);
        assertThat(Files.exists(files.get(0))).isTrue();
        return datasets.create(new DatasetDefinition("embedded", Map.of(), 7, 0.5, 0.25, 0.25, split));
    }

    private BackboneVersion pretrained(DatasetVersion dataset) {
        PretrainRecipe recipe = RecipeReader.parse(RECIPE, PretrainRecipe.class);
        worker.runUntilFinished(pretraining.submit(recipe, dataset));
        return pretraining.existing(recipe, dataset).orElseThrow();
    }

    /** Other tests have features in the same database. */
    private static String of(BackboneVersion backbone) {
        return "extraction in (select id from embedding_extraction where backbone = '" + backbone.id + "')";
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
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
