package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.demo.PhantomCohort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One study walks through the whole house, in the packaged program, with its own database and worker processes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
    @TempDir
    private static Path folder;

    private static Path home;
    private static InstalledIsocenter isocenter;
    private static JsonNode demo;

    @BeforeAll
    static void runTheDemo() throws Exception {
        home = folder.resolve("home");
        isocenter = new InstalledIsocenter(home, Files.createDirectory(folder.resolve("captured")));
        InstalledIsocenter.Ended ended = isocenter.run("demo", "--quick", "--json");
        assertThat(ended.code()).as(ended.errors()).isZero();
        demo = ended.json();
    }

    @Test
    @Order(1)
    void everythingIsIngestedAndTheLossesFall() {
        assertThat(demo.path("ingested").asInt()).isGreaterThan(50);
        assertThat(demo.path("quarantined").asInt()).isZero();
        assertThat(demo.path("pretrain")).hasSize(2);
        assertThat(demo.path("pretrain").findValuesAsText("objective")).containsExactlyInAnyOrder("simclr", "mae");
        demo.path("pretrain")
                .forEach(run -> assertThat(run.path("lastLoss").asDouble())
                        .isLessThan(run.path("firstLoss").asDouble()));
    }

    @Test
    @Order(2)
    void predictorsAreComparedWithIntervals() {
        JsonNode predictors = demo.path("finetune");
        assertThat(predictors.findValuesAsText("protocol")).contains("linear-probe", "full");
        assertThat(predictors.findValuesAsText("init")).contains("scratch");
        assertThat(predictors.findValuesAsText("labelFraction")).contains("0.1", "1.0");
        for (JsonNode predictor : predictors) {
            double auroc = predictor.path("auroc").asDouble(-1);
            assertThat(auroc)
                    .isBetween(
                            predictor.path("low").asDouble(),
                            predictor.path("high").asDouble());
        }
    }

    @Test
    @Order(3)
    void theAuditNamesEveryGroupAndTheReportStandsAlone() throws Exception {
        JsonNode audit = demo.path("audit");
        assertThat(audit.path("groups").findValuesAsText("attribute")).contains("sex", "ageBand");
        assertThat(audit.path("verdict").asText()).isNotBlank();
        String report = Files.readString(Path.of(audit.path("report").asText()));
        assertThat(report).contains("<svg").doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    @Order(4)
    void theSameCommandFindsItsWorkDone() throws Exception {
        InstalledIsocenter.Ended again = isocenter.run("demo", "--quick", "--json");
        assertThat(again.code()).as(again.errors()).isZero();
        assertThat(again.json().path("finetune")).isEqualTo(demo.path("finetune"));
        assertThat(again.json().path("pretrain")).isEqualTo(demo.path("pretrain"));
    }

    @Test
    @Order(5)
    void nothingOfThePatientsIsInLogsOrLedger() throws Exception {
        Path ledger = folder.resolve("ledger.jsonl");
        assertThat(isocenter.run("ledger", "export", ledger.toString()).code()).isZero();
        PhantomCohort.Written same = PhantomCohort.write(Files.createDirectory(folder.resolve("same")), 2026);
        String line = Files.readAllLines(same.labels()).get(1);
        String originalUid = line.substring(0, line.indexOf(','));
        StringBuilder written = new StringBuilder(Files.readString(ledger));
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
            for (Path log : logs.toList()) {
                written.append(Files.readString(log));
            }
        }
        assertThat(written.toString()).hasSizeGreaterThan(10_000).doesNotContain(originalUid, "SYNTHETIC", "PHANTOM00");
        assertThat(isocenter
                        .run("ledger", "verify", "--against", ledger.toString())
                        .code())
                .isZero();
    }

    @Test
    @Order(6)
    void aPatientIsErasedFromTheWholeHouse() throws Exception {
        String learned = patientOf("TRAIN");
        assertThat(isocenter.run("patient", "find", learned, "--json").json().path("learned"))
                .isNotEmpty();
        String erased = patientOf("VALIDATION");
        assertThat(isocenter
                        .run("patient", "erase", erased, "--reason", "request 2026-17")
                        .errors())
                .contains("give --yes");
        JsonNode held =
                isocenter.run("patient", "find", erased, "--json").json().path("held");
        assertThat(held.path("labels").asInt()).isPositive();
        assertThat(held.path("predictions").asInt()).isPositive();

        InstalledIsocenter.Ended ended =
                isocenter.run("patient", "erase", erased, "--reason", "request 2026-17", "--yes", "--json");

        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.json().path("removed")).isEqualTo(held);
        assertThat(ended.json().path("residue").path("left")).isEmpty();
        assertThat(isocenter.run("patient", "find", erased).code()).isEqualTo(1);
        assertThat(isocenter.run("dataset", "show").output()).contains("create it again to use it");
        assertThat(isocenter.run("ledger", "verify").code()).isZero();
    }

    private static String patientOf(String part) throws IOException {
        try (Stream<Path> manifests = Files.list(home.resolve("datasets"))) {
            return Files.readAllLines(manifests.sorted().findFirst().orElseThrow()).stream()
                    .filter(line -> line.contains("\"part\":\"" + part + "\""))
                    .map(line -> line.replaceAll(".*\"patient\":\"([^\"]+)\".*", "$1"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Order(7)
    void oneChangedByteOfAStoredImageIsFound() throws Exception {
        Path image;
        try (Stream<Path> objects = Files.walk(home.resolve("store/objects"))) {
            image = objects.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length - 1] ^= 1;
        image.toFile().setWritable(true);
        Files.write(image, bytes);
        assertThat(isocenter.run("ledger", "verify", "--json").code()).isEqualTo(1);
        bytes[bytes.length - 1] ^= 1;
        Files.write(image, bytes);
        assertThat(isocenter.run("ledger", "verify").code()).isZero();
    }

    @Test
    @Order(8)
    void oneChangedByteOfAnEventIsFound() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.open(home.resolve("database"));
                Connection connection = connect(postgres.access());
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ledger_event disable trigger all");
            int changed = statement.executeUpdate("update ledger_event set body = replace(body, '\"index\":7,',"
                    + " '\"index\":8,') where index = 7");
            assertThat(changed).isEqualTo(1);
        }
        InstalledIsocenter.Ended verify = isocenter.run("ledger", "verify", "--json");
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.json().path("firstBadIndex").asLong()).isEqualTo(7);
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
    }
}
