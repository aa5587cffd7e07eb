package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.deploy.app.InstalledIsocenter.Ended;
import isocenter.deploy.demo.PhantomCohort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A data folder with films to read, and the page's scripts, which read them in a real browser. */
final class PreparedRoom {
    static final String PASSWORD = "a long enough sentence";
    private static final Path PAGE =
            Path.of("..", "annotate", "src", "main", "webui").toAbsolutePath();

    private final Path folder;
    private final InstalledIsocenter isocenter;

    private PreparedRoom(Path folder, InstalledIsocenter isocenter) {
        this.folder = folder;
        this.isocenter = isocenter;
    }

    /** An empty one; the test is skipped where there is no browser. */
    static PreparedRoom in(Path folder) throws IOException {
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        assumeTrue(
                Files.isExecutable(chromium),
                "There is no Chromium at " + chromium + " (Debian: apt install chromium; else set CHROMIUM)");
        return new PreparedRoom(
                folder, new InstalledIsocenter(home(folder), Files.createDirectories(folder.resolve("captured"))));
    }

    private static Path home(Path folder) {
        return folder.resolve("home");
    }

    Path home() {
        return home(folder);
    }

    InstalledIsocenter isocenter() {
        return isocenter;
    }

    /** Takes in the first films of a made-up cohort. */
    void ingestFilms(int count) throws IOException, InterruptedException {
        Path films = Files.createDirectory(folder.resolve("films"));
        try (PhantomCohort.Written cohort = PhantomCohort.write(folder.resolve("phantoms"), 4);
                Stream<Path> all = Files.list(cohort.folder())) {
            for (Path film : all.sorted().limit(count).toList()) {
                Files.copy(film, films.resolve(film.getFileName()));
            }
        }
        done("ingest", films.toString());
    }

    /** A file that names so many of the studies kept, for {@code worklist create}. */
    Path studies(int count, String... first) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of("study,why"));
        for (String study : first) {
            lines.add(study + ",drawn");
        }
        for (JsonNode row : done("search", "--limit", Integer.toString(count + first.length), "--json")
                .json()) {
            String line = row.path("StudyInstanceUID").asText() + ",drawn";
            if (lines.size() <= count && !lines.contains(line)) {
                lines.add(line);
            }
        }
        assertThat(lines).hasSize(count + 1);
        return Files.write(folder.resolve("studies.csv"), lines);
    }

    /** Label set {@code room}: a finding that takes every shape, and one for a normal study. */
    void addLabelSet() throws IOException, InterruptedException {
        Path labels = Files.writeString(folder.resolve("room.yaml"), """
                name: room
                title: Opacity or not
                remarks: true
                findings:
                  - {id: opacity, title: Opacity, key: "1", required: true, marks: [box, polygon, mask, length]}
                  - {id: clear, title: Clear, normal: true, excludes: [opacity]}
                """);
        done("labelset", "add", labels.toString());
    }

    /** A worklist under label set {@code room}, read by two. */
    void addWorklist(String name, Path studies, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("worklist", "create", name, "--label-set", "room"));
        command.addAll(List.of("--studies", studies.toString(), "--reader", "anna", "--reader", "berta"));
        command.addAll(List.of("--readers-per-study", "2"));
        command.addAll(List.of(more));
        done(command.toArray(String[]::new));
    }

    void user(String name, String role) throws IOException, InterruptedException {
        Ended ended =
                isocenter.runWithInput(PASSWORD + "\n", "user", "create", name, "--role", role, "--password-stdin");
        assertThat(ended.code()).as(ended.errors()).isZero();
    }

    Ended done(String... arguments) throws IOException, InterruptedException {
        Ended ended = isocenter.run(arguments);
        assertThat(ended.code()).as(ended.errors()).isZero();
        return ended;
    }

    /** Runs one of the page's scripts against the server; its output stays beside the pictures. */
    JsonNode node(String script, Map<String, String> environment, String input)
            throws IOException, InterruptedException {
        Path pictures =
                Files.createDirectories(Path.of("target", "reading-room")).toAbsolutePath();
        Path output = pictures.resolve(script + ".json");
        Path errors = folder.resolve(script + ".err");
        ProcessBuilder builder = new ProcessBuilder("node", "e2e/" + script + ".mjs")
                .directory(PAGE.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("ROOM_PASSWORD", PASSWORD);
        builder.environment().put("ROOM_PICTURES", pictures.toString());
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return new ObjectMapper().readTree(Files.readString(output));
    }
}
