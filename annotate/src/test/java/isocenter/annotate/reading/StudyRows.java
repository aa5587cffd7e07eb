package isocenter.annotate.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Catalogue rows of studies that have no files. */
final class StudyRows {
    private StudyRows() {}

    /** A study of one series of images with 8 rows, 12 columns and two frames; image i is called STUDY.77.i. */
    static void add(DataSource database, String patient, String study, String date, int images) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into patient values ('" + patient + "', null, false) on conflict do nothing");
            statement.execute("insert into study (id, patient, study_date) values ('" + study + "', '" + patient
                    + "', '" + date + "') on conflict do nothing");
            statement.execute("insert into series (id, study, modality, instances) values ('" + study + ".77', '"
                    + study + "', 'DX', " + images + ") on conflict do nothing");
            for (int i = 1; i <= images; i++) {
                String id = study + ".77." + i;
                statement.execute("insert into instance (id, patient, study, series, sop_class, modality, pixel_rows,"
                        + " pixel_columns, frames, samples, bits_stored, photometric, transfer_syntax, sha256,"
                        + " pixel_sha256, path, size_bytes, ingested_at, age) values ('" + id + "', '" + patient
                        + "', '"
                        + study + "', '" + study + ".77', '1.2', 'DX', 8, 12, 2, 1, 8, 'MONOCHROME2', '1.2', '" + id
                        + "', 'p', 'objects/" + id + "', 100, now(), 45) on conflict do nothing");
            }
        }
    }
}
