package isocenter.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.CatalogueProbe;
import isocenter.ingest.archive.StudyBuilder;
import isocenter.ingest.job.JobWorker;
import isocenter.ingest.job.WorkerProcess;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two worker processes share an import in chunks of 20 files, until one of them is killed with a chunk in its hands. */
@QuarkusTest
@Timeout(300)
@WithTestResource(PostgresTestResource.class)
class SharedImportTest {
    private static final int FILES = 400;

    @Inject
    Imports imports;

    @Inject
    JobWorker worker;

    @Inject
    Ledger ledger;

    @Inject
    CatalogueProbe database;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "isocenter.home")
    Path home;

    @TempDir
    Path folder;

    @TempDir
    Path aside;

    private Process other;
    private Path log;

    @AfterEach
    void end() {
        worker.stop();
        if (other != null) {
            other.destroyForcibly();
        }
    }

    @Test
    void allIsKeptOnceAndCountedOnceThoughAWorkerIsKilled() throws Exception {
        int rows = database.strings("select distinct sha256 from instance").size();
        long files = storedFiles();
        for (int i = 0; i < FILES; i++) {
            Path part = Files.createDirectories(folder.resolve("part-" + i % 7));
            StudyBuilder.write(part.resolve(i + ".dcm"), StudyBuilder.radiograph("shared-" + i, i));
        }
        log = aside.resolve("log");
        other = WorkerProcess.start(
                List.of(
                        "quarkus.datasource.jdbc.url=" + url,
                        "quarkus.datasource.username=postgres",
                        "quarkus.datasource.password=postgres",
                        "isocenter.home=" + home,
                        "quarkus.http.test-port=0"),
                aside.resolve("stop"),
                log);
        UUID id = imports.start(List.of(folder), List.of());
        await(() -> chunksOfOther("DONE") > 0);
        worker.start(1);

        String lost = killWithAChunk();
        await(() -> status(id).finished());

        ImportStatus end = status(id);
        assertThat(end.state()).as(end.error()).isEqualTo(ImportStatus.State.DONE);
        assertThat(end.files()).isEqualTo(FILES).isEqualTo(end.done());
        assertThat(end.accepted() + end.duplicates()).isEqualTo(FILES);
        assertThat(end.duplicates())
                .as("what the killed worker had kept of its chunk")
                .isLessThanOrEqualTo(20);
        assertThat(end.chunksDone()).isEqualTo(end.chunks()).isEqualTo(FILES / 20);
        assertThat(database.strings("select attempt from job where id = '" + lost + "'"))
                .as("the chunk of the killed worker was begun again")
                .containsExactly("2");
        assertThat(database.strings("select distinct worker from job where state = 'DONE' and " + chunksOf(id)))
                .as("both had a share")
                .hasSize(2);
        assertThat(database.strings("select distinct sha256 from instance")).hasSize(rows + FILES);
        assertThat(storedFiles()).isEqualTo(files + FILES);
        assertThat(acceptedInChunks(id)).isEqualTo(end.accepted());
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    /** Stops the other process when it has a chunk, makes sure that it still has it, and kills it; the chunk's job. */
    private String killWithAChunk() throws IOException, InterruptedException {
        while (true) {
            await(() -> chunksOfOther("RUNNING") > 0);
            signal("STOP");
            List<String> held = jobsOfOther("RUNNING");
            // A statement that it sent before it was stopped may still be under way.
            Thread.sleep(200);
            if (!held.isEmpty() && held.equals(jobsOfOther("RUNNING"))) {
                other.destroyForcibly().waitFor();
                return held.get(0);
            }
            signal("CONT");
        }
    }

    private int chunksOfOther(String state) {
        return jobsOfOther(state).size();
    }

    private List<String> jobsOfOther(String state) {
        return database.strings("select id from job where kind = 'import-chunk' and state = '" + state
                + "' and worker like '%/" + other.pid() + "/%'");
    }

    private ImportStatus status(UUID id) {
        return imports.status(id).orElseThrow();
    }

    private static String chunksOf(UUID id) {
        return "kind = 'import-chunk' and job_key like '" + id + "/%'";
    }

    private long acceptedInChunks(UUID id) throws IOException {
        long sum = 0;
        for (String result : database.strings("select result from job where " + chunksOf(id))) {
            JsonNode counts = new ObjectMapper().readTree(result);
            sum += counts.path("accepted").asLong();
        }
        return sum;
    }

    private long storedFiles() throws IOException {
        if (!Files.exists(home.resolve("store/objects"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(home.resolve("store/objects"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(other.pid()))
                .start()
                .waitFor();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(150);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("log: %s", Files.readString(log)).isBefore(end);
            Thread.sleep(5);
        }
    }
}
