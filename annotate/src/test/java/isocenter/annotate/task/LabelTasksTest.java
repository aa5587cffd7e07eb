package isocenter.annotate.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.pretrain.watch.WatchLabels;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class LabelTasksTest {

    private static final String HEADER = "SOPInstanceUID,patient_name,findings\n";

    @Inject
    LabelTasks tasks;

    @Inject
    WatchLabels watched;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @BeforeEach
    void catalogueFourImages() throws SQLException {
        execute("insert into patient values ('P1', null, false) on conflict do nothing");
        execute("insert into study values ('9.1', 'P1') on conflict do nothing");
        execute("insert into series values ('9.2', '9.1', 'DX') on conflict do nothing");
        for (int i = 1; i <= 4; i++) {
            execute("insert into instance (id, patient, study, series, sop_class, modality, pixel_rows, pixel_columns,"
                    + " frames, samples, bits_stored, photometric, transfer_syntax, sha256, pixel_sha256, path,"
                    + " size_bytes, ingested_at) values ('" + pseudonyms.uid("1.2.40961." + i)
                    + "', 'P1', '9.1', '9.2', '1.2', 'DX', 8, 8, 1, 1, 8, 'MONOCHROME2', '1.2', '" + i
                    + "', 'p', 'objects/" + i + "', 100, now()) on conflict do nothing");
        }
    }

    /** A file often has lines of images that are held, or were never sent. */
    @Test
    void linesOfAbsentImagesAreRefusedOrCounted() throws IOException {
        Path file = csv("1.2.40961.1,Doe^Jane,Pneumonia\n1.2.40961.2,Doe^John,No Finding\n9.9.9,Roe^Ann,Pneumonia\n");

        assertThatThrownBy(() -> tasks.importCsv(file, task("absent")))
                .isInstanceOf(LabelFileException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("--skip-unknown")
                .hasMessageNotContaining("9.9.9");
        ImportSummary summary = tasks.importCsv(file, task("absent").skippingUnknown());

        assertThat(summary.unknown()).isEqualTo(1);
        assertThat(summary.positives()).isEqualTo(1);
        assertThat(summary.negatives()).isEqualTo(1);
        assertThat(summary.notOfTask()).isZero();
    }

    @Test
    void bindsLabelsToPseudonymousImages() throws IOException {
        ImportSummary summary = tasks.importCsv(
                csv("1.2.40961.1,Doe^Jane,Pneumonia|Edema\n1.2.40961.2,Doe^John,No Finding\n"
                        + pseudonyms.uid("1.2.40961.3") + ",Roe^Ann,Edema\n"),
                task("bound"));

        assertThat(summary.revision()).isEqualTo(1);
        assertThat(summary.unchanged()).isFalse();
        assertThat(summary.positives()).isEqualTo(1);
        assertThat(summary.negatives()).isEqualTo(1);
        assertThat(summary.notOfTask()).isEqualTo(1);
        assertThat(tasks.labels(tasks.require("bound")))
                .isEqualTo(Map.of(pseudonyms.uid("1.2.40961.1"), true, pseudonyms.uid("1.2.40961.2"), false));
    }

    @Test
    void whoWatchesAModelKeepsTheRevisionItBeganWith() throws IOException {
        tasks.importCsv(csv("1.2.40961.1,a,Pneumonia\n1.2.40961.2,b,No Finding\n"), task("watched"));
        String revision = watched.newest("watched");
        tasks.importCsv(csv("1.2.40961.1,a,No Finding\n1.2.40961.2,b,No Finding\n"), task("watched"));

        assertThat(revision).isEqualTo("watched@1");
        assertThat(watched.newest("watched")).isEqualTo("watched@2");
        assertThat(watched.labels(revision))
                .isEqualTo(Map.of(pseudonyms.uid("1.2.40961.1"), true, pseudonyms.uid("1.2.40961.2"), false));
        assertThatThrownBy(() -> watched.newest("nothing")).hasMessageContaining("there are");
    }

    @Test
    void sameFileAgainChangesNothingAndAnotherIsANewRevision() throws IOException {
        Path file = csv("1.2.40961.1,a,Pneumonia\n1.2.40961.2,b,No Finding\n");
        ImportSummary first = tasks.importCsv(file, task("again"));
        long events = ledger.head().size();

        ImportSummary second = tasks.importCsv(file, task("again"));

        assertThat(second.unchanged()).isTrue();
        assertThat(second.revision()).isEqualTo(first.revision());
        assertThat(ledger.head().size()).isEqualTo(events);

        ImportSummary third =
                tasks.importCsv(csv("1.2.40961.1,a,No Finding\n1.2.40961.2,b,No Finding\n"), task("again"));

        assertThat(third.revision()).isEqualTo(2);
        assertThat(ledger.head().size()).isEqualTo(events + 1);
        assertThat(tasks.labels(tasks.requireRevision("again@1"))).containsEntry(pseudonyms.uid("1.2.40961.1"), true);
        assertThat(tasks.labels(tasks.require("again"))).containsEntry(pseudonyms.uid("1.2.40961.1"), false);
    }

    @Test
    void refusesAnImageThatStandsTwiceNamingBothLines() throws IOException {
        Path same = csv("1.2.40961.1,a,Pneumonia\n1.2.40961.2,b,No Finding\n1.2.40961.1,a,Pneumonia\n");
        assertThatThrownBy(() -> tasks.importCsv(same, task("twice")))
                .isInstanceOf(LabelFileException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("line 2");

        Path underBothNames = csv("1.2.40961.1,a,Pneumonia\n" + pseudonyms.uid("1.2.40961.1") + ",b,No Finding\n");
        assertThatThrownBy(() -> tasks.importCsv(underBothNames, task("twice")))
                .hasMessageContaining("line 3")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> tasks.require("twice")).hasMessageContaining("no label task");
    }

    @Test
    void refusesUnknownImagesAndKeepsNothing() throws IOException {
        long events = ledger.head().size();
        Path file = csv(
                "1.2.40961.1,a,Pneumonia\n1.2.40961.77,b,No Finding\n1.2.40961.2,c,No Finding\n1.2.40961.78,d,Edema\n");

        assertThatThrownBy(() -> tasks.importCsv(file, task("unknown")))
                .isInstanceOf(LabelFileException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("2 lines (3, 5)")
                .hasMessageNotContaining("1.2.40961.7");
        assertThatThrownBy(() -> tasks.require("unknown")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.head().size()).isEqualTo(events);
    }

    @Test
    void aTaskKeepsItsQuestion() throws IOException {
        Path file = csv("1.2.40961.1,a,Pneumonia\n1.2.40961.2,b,No Finding\n1.2.40961.3,b,Edema\n");
        tasks.importCsv(file, task("fixed"));

        assertThatThrownBy(() -> tasks.importCsv(file, LabelImport.of("fixed", "Edema", "No Finding")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"Pneumonia\" against \"No Finding\"");
    }

    @Test
    void theDatabaseRefusesToRewriteALabel() throws IOException {
        tasks.importCsv(csv("1.2.40961.1,a,Pneumonia\n1.2.40961.2,b,No Finding\n"), task("written"));

        assertThatThrownBy(() -> execute("update label set positive = false where revision = 'written@1'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("delete from label_revision where id = 'written@1'"))
                .hasMessageContaining("append-only");
    }

    /** Every column of every table is searched for what the file said about the patient. */
    @Test
    void keepsNothingOfThePatientColumns() throws IOException, SQLException {
        tasks.importCsv(
                csv("1.2.40961.1,Zzyzx^Quentin,Pneumonia\n1.2.40961.2,Zzyzx^Quentin,No Finding\n"), task("quiet"));

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select query_to_xml('select * from ' || quote_ident(table_name),"
                                + " true, false, '')::text from information_schema.tables where table_schema = 'public'")) {
            int tables = 0;
            while (found.next()) {
                tables++;
                assertThat(found.getString(1)).doesNotContain("Zzyzx").doesNotContain("1.2.40961.1<");
            }
            assertThat(tables).isGreaterThan(5);
        }
    }

    private LabelImport task(String name) {
        return LabelImport.of(name, "Pneumonia", "No Finding");
    }

    private Path csv(String body) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), HEADER + body);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
