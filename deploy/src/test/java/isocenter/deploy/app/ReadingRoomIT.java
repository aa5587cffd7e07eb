package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.deploy.app.InstalledIsocenter.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reading room as readers use it: the packaged program, a real browser, the keyboard alone. Pictures go to {@code
 * target/reading-room}.
 */
class ReadingRoomIT {
    private static final int STUDIES = 10;
    private static final String PASSWORD = "a long enough sentence";
    private static final Path PAGE =
            Path.of("..", "annotate", "src", "main", "webui").toAbsolutePath();

    @TempDir
    private Path folder;

    private InstalledIsocenter isocenter;

    @BeforeEach
    void prepare() throws IOException {
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        assumeTrue(
                Files.isExecutable(chromium),
                "There is no Chromium at " + chromium + " (Debian: apt install chromium; else set CHROMIUM)");
        isocenter = new InstalledIsocenter(folder.resolve("home"), Files.createDirectory(folder.resolve("captured")));
    }

    @Test
    void tenStudiesTwoReadersOneDecides() throws Exception {
        Path films = Files.createDirectory(folder.resolve("films"));
        Random random = new Random(4);
        for (int i = 0; i < STUDIES; i++) {
            Files.write(films.resolve(i + ".dcm"), SmallFilm.of(random, 128));
        }
        done("ingest", films.toString());
        Path studies = folder.resolve("studies.csv");
        List<String> lines = new ArrayList<>(List.of("study,why"));
        for (JsonNode row : done("search", "--json").json()) {
            lines.add(row.path("StudyInstanceUID").asText() + ",drawn");
        }
        assertThat(lines).hasSize(STUDIES + 1);
        Files.write(studies, lines);
        Path labels = Files.writeString(folder.resolve("room.yaml"), """
                name: room
                title: Opacity or not
                remarks: true
                findings:
                  - {id: opacity, title: Opacity, key: "1", required: true, marks: [box, polygon, mask, length]}
                  - {id: clear, title: Clear, normal: true, excludes: [opacity]}
                """);
        for (String reader : List.of("anna", "berta", "clara")) {
            user(reader, "radiologist");
        }
        done("labelset", "add", labels.toString());
        done(
                "worklist",
                "create",
                "room",
                "--label-set",
                "room",
                "--studies",
                studies.toString(),
                "--reader",
                "anna",
                "--reader",
                "berta",
                "--readers-per-study",
                "2",
                "--adjudicator",
                "clara");
        String token =
                done("token", "create", "watch", "--role", "service").output().strip();
        JsonNode read;
        try (RunningServer server = RunningServer.start(isocenter, folder, token, List.of(), Map.of())) {
            read = browse(server.address());
        }
        Set<String> seen = new HashSet<>();
        read.path("readings")
                .path("anna")
                .forEach(one -> seen.add(one.path("id").asText()));
        assertThat(seen).hasSize(STUDIES);

        JsonNode opacity = done("worklist", "agreement", "room", "--json")
                .json()
                .path("findings")
                .get(0);
        assertThat(opacity.path("items").asInt()).isEqualTo(STUDIES);
        assertThat(opacity.path("agreement").path("value").asDouble()).isEqualTo(0.9);
        assertThat(opacity.path("marks").path("pairs").asInt()).isEqualTo(3);
        assertThat(opacity.path("marks").path("dice").path("value").asDouble())
                .as("both drew by the same keys")
                .isEqualTo(1);
        JsonNode published = done("worklist", "publish", "room", "--finding", "opacity", "--task", "opacity", "--json")
                .json();
        assertThat(published.path("positives").asInt())
                .as("five, and one by adjudication")
                .isEqualTo(6);
        assertThat(published.path("negatives").asInt()).isEqualTo(4);
        assertThat(done("ledger", "verify").code()).isZero();
    }

    private JsonNode browse(String url) throws IOException, InterruptedException {
        Path output = folder.resolve("room.out");
        Path errors = folder.resolve("room.err");
        ProcessBuilder builder = new ProcessBuilder("node", "e2e/room.mjs")
                .directory(PAGE.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ROOM_URL",
                        url,
                        "ROOM_LIST",
                        "room",
                        "ROOM_PASSWORD",
                        PASSWORD,
                        "ROOM_PICTURES",
                        Path.of("target", "reading-room").toAbsolutePath().toString()));
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return new ObjectMapper().readTree(Files.readString(output));
    }

    private void user(String name, String role) throws IOException, InterruptedException {
        Ended ended =
                isocenter.runWithInput(PASSWORD + "\n", "user", "create", name, "--role", role, "--password-stdin");
        assertThat(ended.code()).as(ended.errors()).isZero();
    }

    private Ended done(String... arguments) throws IOException, InterruptedException {
        Ended ended = isocenter.run(arguments);
        assertThat(ended.code()).as(ended.errors()).isZero();
        return ended;
    }
}
