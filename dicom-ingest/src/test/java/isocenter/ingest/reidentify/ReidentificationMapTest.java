package isocenter.ingest.reidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.deidentify.DeidentifyConfig;
import isocenter.ingest.deidentify.Originals;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.reidentify.ReidentificationMap.Entry;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ReidentificationMapTest {
    private static final Originals ORIGINALS =
            new Originals("MRN-4711-Q", "HOSP", "Quimby^Eleanor^Ωμέγα", "1.2.840.77", "ACC-9");

    @Inject
    ReidentificationMap map;

    @Inject
    DataSource database;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    Pseudonyms pseudonyms;

    @TempDir
    Path elsewhere;

    @Test
    void leadsBackAndRecordsWhoAskedFirst() throws SQLException {
        add(new Entry("Paa1", "2.25.101", ORIGINALS));
        add(new Entry("Paa1", "2.25.102", new Originals("MRN-4711-Q", "HOSP", "Changed", "1.2.840.78", "")));
        long before = ledger.head().size();

        assertThat(map.resolve("Paa1", "dr.house", "recall of contrast agent"))
                .isEqualTo(new Resolution.Patient("MRN-4711-Q", "HOSP", "Quimby^Eleanor^Ωμέγα"));
        assertThat(map.resolve("2.25.102", "dr.house", "recall of contrast agent"))
                .isEqualTo(new Resolution.Study("1.2.840.78", "", "Paa1"));
        assertThat(map.resolve("Pnone", "dr.house", "recall of contrast agent")).isEqualTo(new Resolution.Unknown());

        assertThat(strings("select who || '/' || pseudonym || '/' || reason from reidentification_log"
                        + " where who = 'dr.house' order by id"))
                .containsExactly(
                        "dr.house/Paa1/recall of contrast agent",
                        "dr.house/2.25.102/recall of contrast agent",
                        "dr.house/Pnone/recall of contrast agent");
        assertThat(ledger.head().size()).isEqualTo(before + 3);
        assertThat(strings("select body from ledger_event where action = 'access.identified'"))
                .hasSizeGreaterThanOrEqualTo(3)
                .noneMatch(body -> body.contains("Quimby") || body.contains("MRN-4711-Q") || body.contains("1.2.840"));
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void nothingReadableLiesInTheDatabaseAndTheKeyIsTheOwnersAlone() throws Exception {
        add(new Entry("Pbb1", "2.25.201", ORIGINALS));
        for (String sealed : strings("select encode(sealed, 'hex') from reidentification")) {
            String bytes =
                    new String(java.util.HexFormat.of().parseHex(sealed), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(bytes)
                    .doesNotContain("Quimby")
                    .doesNotContain("MRN-4711-Q")
                    .doesNotContain("1.2.840");
        }
        assertThat(strings("select pseudonym || kind from reidentification"))
                .noneMatch(row -> row.contains("Quimby") || row.contains("1.2.840"));
        assertThat(
                        strings(
                                "select distinct octet_length(sealed)::text from reidentification where pseudonym in ('Pbb1', '2.25.201')"))
                .as("padded: a length tells no name")
                .hasSize(1);
        Path key = home.path().resolve("secrets/reidentification.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        pseudonyms.keyFingerprint();
        Path other = home.path().resolve("secrets/pseudonym.key");
        assertThat(Files.readAllBytes(key)).isNotEqualTo(Files.readAllBytes(other));
    }

    @Test
    void theLogOnlyGrows() {
        map.resolve("Pcc1", "auditor", "nothing in particular");
        for (String sql : List.of(
                "update reidentification_log set who = 'nobody'",
                "delete from reidentification_log",
                "truncate reidentification_log")) {
            assertThatThrownBy(() -> execute(sql)).hasMessageContaining("only grows");
        }
    }

    @Test
    void aChangedOrMovedRowDoesNotOpen() throws SQLException {
        add(new Entry("Pdd1", "2.25.401", ORIGINALS), new Entry("Pdd2", "2.25.402", ORIGINALS));
        execute("update reidentification set sealed = (select sealed from reidentification where pseudonym = 'Pdd1')"
                + " where pseudonym = 'Pdd2'");
        assertThatThrownBy(() -> map.resolve("Pdd2", "who", "checking a row"))
                .isInstanceOf(ReidentificationException.class)
                .hasMessageContaining("changed");
        execute(
                "update reidentification set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where pseudonym = 'Pdd1'");
        assertThatThrownBy(() -> map.resolve("Pdd1", "who", "checking a row"))
                .isInstanceOf(ReidentificationException.class);
        assertThat(strings("select reason from reidentification_log where pseudonym = 'Pdd1'"))
                .as("asked for all the same")
                .containsExactly("checking a row");
    }

    @Test
    void aLostKeyIsNotReplacedInSilence() {
        add(new Entry("Pee1", "2.25.501", ORIGINALS));
        ReidentificationMap other = new ReidentificationMap(database, ledger, () -> elsewhere, config(true));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(other::requireOwnKey))
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> other.add(List.of(new Entry("Pee2", "2.25.502", ORIGINALS)))))
                .hasMessageContaining("another key");
    }

    @Test
    void switchedOffItStoresAndAnswersNothing() throws SQLException {
        ReidentificationMap off = new ReidentificationMap(database, ledger, () -> elsewhere, config(false));
        QuarkusTransaction.requiringNew().run(() -> off.add(List.of(new Entry("Pff1", "2.25.601", ORIGINALS))));
        assertThat(strings("select pseudonym from reidentification where pseudonym in ('Pff1', '2.25.601')"))
                .isEmpty();
        assertThat(elsewhere.resolve("secrets")).doesNotExist();
        assertThatThrownBy(() -> off.resolve("Pff1", "who", "just curious")).hasMessageContaining("switched off");
    }

    @Test
    void aQuestionNeedsAPersonAReasonAndAPseudonym() {
        assertThatThrownBy(() -> map.resolve("P1", " ", "a good reason")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map.resolve("P1", "who", "why")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map.resolve("Miller, Anne", "who", "a good reason"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Miller");
    }

    private void add(Entry... entries) {
        QuarkusTransaction.requiringNew().run(() -> map.add(List.of(entries)));
    }

    private static DeidentifyConfig config(boolean on) {
        return new DeidentifyConfig() {
            @Override
            public String profile() {
                return "research";
            }

            @Override
            public boolean map() {
                return on;
            }
        };
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> values = new java.util.ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
