package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Fills the catalogue directly, so that a test says exactly what is in it. */
final class TrialCatalogue {
    private final DataSource database;
    private final Path home;
    private final Random random = new Random(5);

    TrialCatalogue(DataSource database, Path home) {
        this.database = database;
        this.home = home;
    }

    void empty() throws SQLException {
        // Other tests of this run may have filled the tables: whatever refers to the catalogue goes with it.
        execute("alter table dataset_member disable trigger user; alter table dataset_patient disable trigger user;"
                + " alter table dataset disable trigger user; alter table erased_member disable trigger user;"
                + " truncate erased_member, dataset_member, dataset_patient, dataset, instance, series, study, patient cascade;"
                + " alter table dataset_member enable trigger user;"
                + " alter table dataset_patient enable trigger user; alter table dataset enable trigger user;"
                + " alter table erased_member enable trigger user");
    }

    void patient(String pseudonym, @Nullable String sex) throws SQLException {
        execute("insert into patient (pseudonym, sex) values (?, ?) on conflict do nothing", pseudonym, sex);
        execute("insert into study (id, patient) values (?, ?) on conflict do nothing", "st" + pseudonym, pseudonym);
        execute(
                "insert into series (id, study, modality) values (?, ?, 'CR') on conflict do nothing",
                "se" + pseudonym,
                "st" + pseudonym);
    }

    /** A row without a file. */
    void image(String instance, String patient, String modality, @Nullable Integer age, int frames)
            throws SQLException {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        row(instance, patient, modality, age, frames, 4, 4, HexFormat.of().formatHex(hash), "nowhere/" + instance);
    }

    /** A row and its file: a grey eight-bit image whose display value is its stored value / 255. */
    Path image(String instance, String patient, int rows, int columns, byte[] pixels) throws SQLException, IOException {
        DataSet dataSet = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
                .putText(Tags.SOP_INSTANCE_UID, instance)
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, rows)
                .putIntegers(Tags.COLUMNS, columns)
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
        Files.createDirectories(home.resolve("store/objects"));
        Files.write(home.resolve(path), bytes.toByteArray());
        row(instance, patient, "CR", 40, 1, rows, columns, sha256, path);
        return home.resolve(path);
    }

    private void row(
            String instance,
            String patient,
            String modality,
            @Nullable Integer age,
            int frames,
            int rows,
            int columns,
            String sha256,
            String path)
            throws SQLException {
        execute(
                "insert into instance (id, patient, study, series, sop_class, modality, body_part, site, age, pixel_rows,"
                        + " pixel_columns, frames, samples, bits_stored, photometric, transfer_syntax, sha256,"
                        + " pixel_sha256, path, size_bytes, ingested_at) values (?, ?, ?, ?, '1.2', ?, 'CHEST', 'S1', ?,"
                        + " ?, ?, ?, 1, 8, 'MONOCHROME2', '1.2.840.10008.1.2.1', ?, ?, ?, 1, now())",
                instance,
                patient,
                "st" + patient,
                "se" + patient,
                modality,
                age,
                rows,
                columns,
                frames,
                sha256,
                sha256,
                path);
    }

    void execute(String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
