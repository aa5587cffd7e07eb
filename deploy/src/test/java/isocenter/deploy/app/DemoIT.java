package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import isocenter.deploy.app.DeskSession.Event;
import isocenter.deploy.demo.PhantomCohort;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
    void theResearchDeskShowsWhatTheCommandsPrint() throws Exception {
        try (RunningServer server = RunningServer.start(isocenter, folder, "", List.of(), Map.of())) {
            DeskSession desk = new DeskSession(server.address(), token("desk"));
            String dataset = demo.path("datasets").path(0).path("id").asText();
            for (Map.Entry<String, List<String>> same : Map.of(
                            "/api/catalogue",
                            List.of("catalogue"),
                            "/api/catalogue?where=PatientSex=F",
                            List.of("catalogue", "--where", "PatientSex=F"),
                            "/api/datasets",
                            List.of("dataset", "show"),
                            "/api/datasets/" + dataset,
                            List.of("dataset", "show", dataset),
                            "/api/backbones",
                            List.of("pretrain", "show"),
                            "/api/predictors",
                            List.of("predictors"),
                            "/api/jobs",
                            List.of("jobs", "--limit", "50"))
                    .entrySet()) {
                List<String> command = new ArrayList<>(same.getValue());
                command.add("--json");
                JsonNode printed = isocenter.run(command.toArray(String[]::new)).json();
                assertThat(printed).as(same.getKey()).isNotEmpty();
                assertThat(desk.json(same.getKey())).as(same.getKey()).isEqualTo(printed);
            }
            String id = demo.path("audit").path("id").asText();
            List<JsonNode> reports = new ArrayList<>();
            desk.json("/api/reports").forEach(reports::add);
            JsonNode report = reports.stream()
                    .filter(one -> one.path("id").asText().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(report.path("verdict")).isEqualTo(demo.path("audit").path("verdict"));
            HttpResponse<String> page = desk.page("/api/reports/" + id + "/page");
            assertThat(page.body())
                    .isEqualTo(Files.readString(
                            Path.of(demo.path("audit").path("report").asText())));
            assertThat(page.headers().allValues("Content-Security-Policy"))
                    .anyMatch(policy -> policy.startsWith("sandbox;"));
            JsonNode lineage = desk.json("/api/lineage/report/" + id);
            assertThat(lineage.path("nodes").findValuesAsText("kind"))
                    .contains("report", "predictor", "labels", "dataset", "backbone", "run");
            assertThat(isocenter.run("lineage", "report", id, "--json").json()).isEqualTo(lineage);
            BufferedImage sheet = desk.picture("/api/datasets/" + dataset + "/sheet.png?part=validation&images=4");
            assertThat(new int[] {sheet.getWidth(), sheet.getHeight()}).containsExactly(4 + 4 * 68, 4 + 68);
            String painter = painter(desk);
            for (String name : List.of("views", "reconstruction")) {
                BufferedImage picture = desk.picture("/api/runs/" + painter + "/pictures/" + name + ".png");
                assertThat(picture.getHeight()).as(name).isEqualTo(4 + 6 * 68);
            }
            assertThat(desk.events("/api/runs/" + painter + "/events?after=38", event -> false))
                    .as("what is over is told at once")
                    .extracting(Event::name)
                    .containsExactly("points", "run", "end");
            watchAndCancel(desk, dataset);
        }
    }

    /** A training that would take for ever: its points come while it goes on, and it stops when it is asked to. */
    private static void watchAndCancel(DeskSession desk, String dataset) throws Exception {
        Process training = training("steps: 40", "steps: 400000", dataset);
        String run = begun(desk);
        List<Event> events = desk.events(
                "/api/runs/" + run + "/events",
                event -> event.name().equals("points")
                        && event.data()
                                        .path(event.data().size() - 1)
                                        .path("step")
                                        .asLong()
                                > 20);
        List<String> steps = events.stream()
                .filter(event -> event.name().equals("points"))
                .flatMap(event -> event.data().findValuesAsText("step").stream())
                .toList();
        assertThat(steps)
                .as("every step once, in order")
                .isEqualTo(IntStream.rangeClosed(1, steps.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(desk.post("/api/jobs/" + run + "/cancel")).isEqualTo(202);
        List<Event> told = desk.events(
                "/api/jobs/events",
                event -> event.data().path(0).path("state").asText().equals("CANCELLED"));
        assertThat(told.get(told.size() - 1).data().path(0).path("id").asText()).isEqualTo(run);
        assertThat(training.waitFor()).isNotZero();
        Path ledger = folder.resolve("desk.jsonl");
        assertThat(isocenter.run("ledger", "export", ledger.toString()).code()).isZero();
        for (String action : List.of("image.sheet", "job.cancel.request")) {
            assertThat(Files.readAllLines(ledger))
                    .as("who did it")
                    .anyMatch(line -> line.contains("\"" + action + "\"") && line.contains("\"actor\":\"desk\""));
        }
    }

    /** The run of the demonstration that has learned to paint. */
    private static String painter(DeskSession desk) throws Exception {
        for (JsonNode run : desk.json("/api/runs")) {
            if (run.path("objective").asText().equals("mae")
                    && run.path("state").asText().equals("DONE")) {
                return run.path("id").asText();
            }
        }
        throw new AssertionError("The demonstration trains an MAE");
    }

    @Test
    @Order(7)
    void theDeskIsReadByKeyboardAlone() throws Exception {
        PreparedRoom room = PreparedRoom.in(folder);
        Map<String, String> users =
                Map.of("researcher", "rita", "auditor", "otto", "admin", "ada", "radiologist", "anna");
        for (Map.Entry<String, String> user : users.entrySet()) {
            room.user(user.getValue(), user.getKey());
        }
        JsonNode all = room.done("catalogue", "--json").json().path("all");
        JsonNode women = room.done("catalogue", "--where", "PatientSex=F", "--json")
                .json()
                .path("all");
        JsonNode dataset = demo.path("datasets").path(0);
        JsonNode audit = demo.path("audit");
        ObjectMapper json = new ObjectMapper();
        ObjectNode expected = json.createObjectNode();
        expected.set("users", json.valueToTree(users));
        expected.putObject("catalogue")
                .put("images", all.path("images").asLong())
                .put("studies", all.path("studies").asLong())
                .put("patients", all.path("patients").asLong())
                .putObject("narrow")
                .put("group", "Sex")
                .put("value", "F")
                .put("condition", "PatientSex=F")
                .put("images", women.path("images").asLong());
        expected.putObject("dataset")
                .put("id", dataset.path("id").asText())
                .put("images", dataset.path("images").asLong())
                .put("patients", dataset.path("patients").asLong())
                .put("train", dataset.path("parts").path("TRAIN").path("images").asLong());
        expected.put("backbone", demo.path("pretrain").path(0).path("id").asText());
        expected.set("predictors", json.valueToTree(demo.path("finetune").findValuesAsText("predictor")));
        expected.putObject("report")
                .put("id", audit.path("id").asText())
                .put("verdict", audit.path("verdict").asText())
                .put("groups", audit.path("groups").size());
        expected.put("jobs", room.done("jobs", "--limit", "50", "--json").json().size());
        try (RunningServer server = RunningServer.start(isocenter, folder, "", List.of(), Map.of())) {
            DeskSession desk = new DeskSession(server.address(), token("asker"));
            expected.putObject("run")
                    .put("id", painter(desk))
                    .put("state", "DONE")
                    .put("steps", 40);
            JsonNode seen = room.node(
                    "desk",
                    Map.of("DESK_URL", server.address(), "DESK_PASSWORD", PreparedRoom.PASSWORD),
                    expected.toString());
            assertThat(seen.path("views")).hasSize(10);
        }
    }

    private static String token(String name) throws Exception {
        return isocenter
                .run("token", "create", name, "--role", "researcher")
                .output()
                .strip();
    }

    /** Starts a pretraining by the built-in recipe but for one setting. */
    private static Process training(String setting, String instead, String dataset) throws IOException {
        Path recipe = folder.resolve(instead.replaceAll("\\W", "") + ".yaml");
        Files.writeString(
                recipe,
                Files.readString(Path.of("..", "pretrain", "src", "main", "resources", "recipes", "quick-mae.yaml"))
                        .replace(setting, instead));
        return isocenter.start(
                Files.createTempFile(folder, "train", ".out"),
                Files.createTempFile(folder, "train", ".err"),
                "pretrain",
                recipe.toString(),
                "--dataset",
                dataset);
    }

    /** The run that is at work. */
    private static String begun(DeskSession desk) throws Exception {
        for (; ; ) {
            JsonNode newest = desk.json("/api/runs").path(0);
            if (newest.path("state").asText().equals("RUNNING")) {
                return newest.path("id").asText();
            }
            Thread.sleep(100);
        }
    }

    @Test
    @Order(8)
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
    @Order(9)
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
    @Order(10)
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
