package isocenter.finetune.protocol;

import isocenter.annotate.task.LabelImport;
import isocenter.annotate.task.LabelTask;
import isocenter.annotate.task.LabelTasks;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Safetensors;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A catalogue of {@link Squares} as DICOM files, with a dataset, labels and backbones. */
@ApplicationScoped
class SquareCohort {

    static final int IMAGES = 120;
    static final int TRAINING = 80;
    static final BackboneSpec SPEC = new BackboneSpec("vit-tiny", 8, Squares.SIZE);

    private final DataSource database;
    private final IsocenterHome home;
    private final Datasets datasets;
    private final LabelTasks tasks;

    SquareCohort(DataSource database, IsocenterHome home, Datasets datasets, LabelTasks tasks) {
        this.database = database;
        this.home = home;
        this.datasets = datasets;
        this.tasks = tasks;
    }

    /** Two images to a patient; every fifth patient has no recorded sex. */
    void fill() throws IOException, SQLException {
        Squares squares = Squares.of(IMAGES, 5);
        for (int i = 0; i < IMAGES; i++) {
            String patient = squares.patient(i);
            String sex = i / 2 % 5 == 0 ? null : i / 2 % 2 == 0 ? "F" : "M";
            execute("insert into patient (pseudonym, sex) values (?, ?) on conflict do nothing", patient, sex);
            execute("insert into study (id, patient) values (?, ?) on conflict do nothing", "st" + patient, patient);
            execute(
                    "insert into series (id, study, modality) values (?, ?, 'CR') on conflict do nothing",
                    "se" + patient,
                    "st" + patient);
            image(squares, i, sex);
        }
    }

    /** Images up to an index train, the others validate. */
    DatasetVersion dataset(String name, int trainingFrom, int trainingTo) {
        Map<String, SplitPart> parts = new HashMap<>();
        for (int i = 0; i < IMAGES; i++) {
            parts.put(uid(i), i >= trainingFrom && i < trainingTo ? SplitPart.TRAIN : SplitPart.VALIDATION);
        }
        return datasets.create(new DatasetDefinition(name, Map.of(), 1, 1, 0, 0, parts));
    }

    LabelTask task(Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("SOPInstanceUID,findings\n");
        for (int i = 0; i < IMAGES; i++) {
            csv.append(uid(i)).append(Squares.hasSquare(i) ? ",Square\n" : ",No Finding\n");
        }
        Path file = Files.writeString(folder.resolve("labels.csv"), csv);
        tasks.importCsv(file, LabelImport.of("square", "Square", "No Finding"));
        return tasks.require("square");
    }

    /** Registers random weights as if they had been pretrained on a dataset. */
    void backbone(String id, DatasetVersion dataset) throws IOException, SQLException {
        UUID run = UUID.randomUUID();
        String path = "models/" + id + ".safetensors";
        Files.createDirectories(home.path().resolve("models"));
        Classifier random = new Classifier(SPEC, 77, Device.cpu());
        Safetensors.write(home.path().resolve(path), random.backbone().state(), Map.of());
        execute(
                "insert into pretraining_run (id, objective, recipe, recipe_sha256, dataset_id, dataset_sha256, pool_size,"
                        + " folder, started) values (?, 'mae', '{}', 'x', ?, ?, 1, 'models', now())",
                run,
                dataset.id(),
                dataset.sha256());
        execute(
                "insert into backbone_version (id, run_id, objective, architecture, patch, image, weights_path,"
                        + " weights_sha256, dataset_id, dataset_sha256, recipe, recipe_sha256, steps, first_loss, last_loss,"
                        + " images_per_second, seconds, created) values (?, ?, 'mae', ?, ?, ?, ?, ?, ?, ?, '{}', 'x', 1, 1, 1, 1,"
                        + " 1, now())",
                id,
                run,
                SPEC.architecture(),
                SPEC.patch(),
                SPEC.image(),
                path,
                Sha256.hex(home.path().resolve(path)),
                dataset.id(),
                dataset.sha256());
    }

    /** Says that a backbone went on from another one. */
    void continued(String id, String from) throws SQLException {
        execute("update backbone_version set continued_from = ? where id = ?", from, id);
    }

    static String uid(int index) {
        return "2.25." + (1000 + index);
    }

    private void image(Squares squares, int index, @Nullable String sex) throws IOException, SQLException {
        byte[] pixels = new byte[Squares.SIZE * Squares.SIZE];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) Math.round(255 * Math.min(1, squares.pixels()[index][p]));
        }
        DataSet dataSet = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
                .putText(Tags.SOP_INSTANCE_UID, uid(index))
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, Squares.SIZE)
                .putIntegers(Tags.COLUMNS, Squares.SIZE)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .putIntegers(Tags.BITS_STORED, 8)
                .putIntegers(Tags.HIGH_BIT, 7)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0)
                .putText(Tags.WINDOW_CENTER, "128")
                .putText(Tags.WINDOW_WIDTH, "256")
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TransferSyntax syntax = TransferSyntax.of("1.2.840.10008.1.2.1").orElseThrow();
        DicomWriter.write(new DicomObject(new DataSet(), dataSet, syntax), bytes);
        String sha256 = Sha256.hex(bytes.toByteArray());
        String path = "store/objects/" + sha256 + ".dcm";
        Files.createDirectories(home.path().resolve("store/objects"));
        Files.write(home.path().resolve(path), bytes.toByteArray());
        String patient = squares.patient(index);
        execute(
                "insert into instance (id, patient, study, series, sop_class, modality, body_part, sex, age, pixel_rows,"
                        + " pixel_columns, frames, samples, bits_stored, photometric, transfer_syntax, sha256, pixel_sha256, path,"
                        + " size_bytes, ingested_at) values (?, ?, ?, ?, '1.2', 'CR', 'CHEST', ?, ?, ?, ?, 1, 1, 8, 'MONOCHROME2',"
                        + " '1.2.840.10008.1.2.1', ?, ?, ?, ?, now())",
                uid(index),
                patient,
                "st" + patient,
                "se" + patient,
                sex,
                20 + index / 2,
                Squares.SIZE,
                Squares.SIZE,
                sha256,
                sha256,
                path,
                bytes.size());
    }

    private void execute(String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
