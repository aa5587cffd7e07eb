package isocenter.finetune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.annotate.task.LabelImport;
import isocenter.annotate.task.LabelTasks;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.erasure.Erasure;
import isocenter.ingest.erasure.ErasureSummary;
import isocenter.pretrain.registry.BackboneDeletion;
import isocenter.pretrain.registry.BackboneException;
import isocenter.pretrain.registry.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
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
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an erasure removes in the modules that come after ingest, and which models it names. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PatientErasureTest {
    private static final String TRAINED = pseudonym("trained");
    private static final String JUDGED = pseudonym("judged");
    private static final String STAYS = pseudonym("stays");

    @Inject
    Erasure erasure;

    @Inject
    BackboneDeletion deletion;

    @Inject
    Datasets datasets;

    @Inject
    LabelTasks tasks;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @Test
    void labelsAndPredictionsGoWithTheirPatientAndModelsAreNamed() throws Exception {
        DatasetVersion dataset = catalogue();
        label();
        model(dataset);

        assertThat(erasure.find(TRAINED).learned())
                .containsExactly("predictor erasure-predictor", "backbone erasure-backbone");
        assertThat(erasure.find(JUDGED).learned()).isEmpty();
        assertThat(deletion.dependents("erasure-backbone"))
                .containsExactly(new Dependent("predictor", "erasure-predictor", true));
        assertThatThrownBy(() -> deletion.delete("erasure-backbone", "me", "no longer wanted", true))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("predictor erasure-predictor");

        ErasureSummary judged = erasure.erase(JUDGED, "dpo", "request 18 of the officer", false);

        assertThat(judged.places())
                .containsOnly(
                        Map.entry("objects", 2L),
                        Map.entry("dataset members", 2L),
                        Map.entry("labels", 2L),
                        Map.entry("predictions", 2L));
        assertThat(judged.residue().left()).isEmpty();
        assertThat(strings("select distinct patient from prediction where predictor = 'erasure-predictor'"))
                .containsExactly(STAYS);
        assertThat(strings("select instance from label where revision = 'erasure@1'"))
                .hasSize(4);
        assertThat(strings("select positives + negatives from label_revision where id = 'erasure@1'"))
                .containsExactly("6");
        assertThat(tasks.labels(tasks.require("erasure")).keySet())
                .isEqualTo(Set.copyOf(
                        strings("select id from instance where patient in ('" + TRAINED + "', '" + STAYS + "')")));

        ErasureSummary trained = erasure.erase(TRAINED, "dpo", "request 19 of the officer", false);

        assertThat(trained.learned()).containsExactly("predictor erasure-predictor", "backbone erasure-backbone");
        assertThat(trained.residue().left()).isEmpty();
        assertThat(datasets.members(datasets.require(dataset.id()))).hasSize(2);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        assertThatThrownBy(() -> execute("delete from label where revision = 'erasure@1'"))
                .as("only an erasure may")
                .hasMessageContaining("append-only");
    }

    private DatasetVersion catalogue() throws SQLException {
        Map<String, SplitPart> split = new HashMap<>();
        for (String patient : List.of(TRAINED, JUDGED, STAYS)) {
            execute("insert into patient (pseudonym) values (?)", patient);
            execute("insert into study (id, patient) values (?, ?)", "2.25.1" + digits(patient), patient);
            execute(
                    "insert into series (id, study, modality) values (?, ?, 'CR')",
                    "2.25.2" + digits(patient),
                    "2.25.1" + digits(patient));
            for (int i = 0; i < 2; i++) {
                String instance = "2.25.3" + i + digits(patient);
                String sha256 = Sha256.hex(instance);
                split.put(instance, patient.equals(TRAINED) ? SplitPart.TRAIN : SplitPart.VALIDATION);
                execute(
                        "insert into instance (id, patient, study, series, sop_class, modality, body_part, pixel_rows,"
                                + " pixel_columns, frames, samples, bits_stored, photometric, transfer_syntax, sha256,"
                                + " pixel_sha256, path, size_bytes, ingested_at) values (?, ?, ?, ?, '1.2', 'CR', 'ERASURE',"
                                + " 4, 4, 1, 1, 8, 'MONOCHROME2', '1.2', ?, ?, ?, 1, now())",
                        instance,
                        patient,
                        "2.25.1" + digits(patient),
                        "2.25.2" + digits(patient),
                        sha256,
                        Sha256.hex(sha256),
                        "store/objects/" + sha256 + ".dcm");
            }
        }
        return datasets.create(new DatasetDefinition("erasure", Map.of("bodyPart", "ERASURE"), 1, 1, 0, 0, split));
    }

    private void label() throws IOException, SQLException {
        StringBuilder csv = new StringBuilder("SOPInstanceUID,findings\n");
        for (String instance : strings("select id from instance where body_part = 'ERASURE' order by id")) {
            csv.append(instance).append(instance.startsWith("2.25.30") ? ",Yes\n" : ",No\n");
        }
        tasks.importCsv(Files.writeString(folder.resolve("labels.csv"), csv), LabelImport.of("erasure", "Yes", "No"));
    }

    private void model(DatasetVersion dataset) throws SQLException {
        UUID run = UUID.randomUUID();
        execute(
                "insert into pretraining_run (id, objective, recipe, recipe_sha256, dataset_id, dataset_sha256, pool_size,"
                        + " folder, started) values (?, 'mae', '{}', 'x', ?, ?, 2, 'models', now())",
                run,
                dataset.id(),
                dataset.sha256());
        execute(
                "insert into backbone_version (id, run_id, objective, architecture, patch, image, weights_path,"
                        + " weights_sha256, dataset_id, dataset_sha256, recipe, recipe_sha256, steps, first_loss, last_loss,"
                        + " images_per_second, seconds, created) values ('erasure-backbone', ?, 'mae', 'vit-tiny', 8, 32,"
                        + " 'models/none', 'x', ?, ?, '{}', 'x', 1, 1, 1, 1, 1, now())",
                run,
                dataset.id(),
                dataset.sha256());
        UUID job = UUID.randomUUID();
        execute(
                "insert into job (id, kind, job_key, parameters, state, ended) values (?, 'finetune', 'erasure', ?, 'DONE',"
                        + " now())",
                job,
                "{\"dataset\":\"" + dataset.id() + "\"}");
        execute(
                "insert into predictor (id, request_sha256, job, task, labels, labels_sha256, dataset_id, dataset_sha256,"
                        + " init, backbone, architecture, patch, image, protocol, recipe, recipe_sha256, seed, fraction,"
                        + " patients, images, threshold_patients, threshold_images, threshold, threshold_sha256,"
                        + " weights_path, weights_sha256, figures, validation_patients, validation_images,"
                        + " validation_positives, not_estimable, created) values ('erasure-predictor', 'erasure', ?,"
                        + " 'erasure', 'erasure@1', 'x', ?, ?, 'backbone', 'erasure-backbone', 'vit-tiny', 8, 32,"
                        + " 'linear-probe', '{}', 'x', 1, 1, 1, 2, 1, 2, 0.5, 'x', 'models/none', 'x', '{}', 2, 4, 2,"
                        + " 'too few', now())",
                job,
                dataset.id(),
                dataset.sha256());
        execute("insert into prediction (predictor, instance, patient, part, positive, score)"
                + " select 'erasure-predictor', instance, patient, part, true, 0.5 from dataset_member"
                + " where dataset = '" + dataset.id() + "' and part = 'VALIDATION'");
    }

    private static String pseudonym(String name) {
        return "P" + Sha256.hex("patient " + name).substring(0, 32);
    }

    /** A number of this patient's own, for UIDs. */
    private static String digits(String patient) {
        return new BigInteger(patient.substring(1), 16).toString();
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
