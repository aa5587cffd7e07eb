package isocenter.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker in another process that falls silent, comes back too late, and is killed at last. */
@QuarkusTest
@Timeout(300)
@WithTestResource(PostgresTestResource.class)
class LostWorkerTest {
    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "isocenter.home")
    String home;

    @TempDir
    Path folder;

    private Process other;

    @AfterEach
    void end() {
        worker.stop();
        if (other != null) {
            other.destroyForcibly();
        }
    }

    @Test
    void itsJobsAreTakenOverAndItsLateWritesRefused() throws IOException, InterruptedException {
        UUID late = submit("late");
        Path log = folder.resolve("log");
        other = WorkerProcess.start(
                List.of(
                        "quarkus.datasource.jdbc.url=" + url,
                        "quarkus.datasource.username=postgres",
                        "quarkus.datasource.password=postgres",
                        "isocenter.home=" + home,
                        "quarkus.http.test-port=0"),
                folder.resolve("stop"),
                log);
        await(() -> Files.exists(folder.resolve("started")), 120, log);

        signal("STOP");
        Instant silent = Instant.now();
        worker.runUntilFinished(late);
        assertThat(Duration.between(silent, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(job(late).attempt).isEqualTo(2);
        assertThat(job(late).result).isEqualTo("{\"attempt\":2}");

        Files.createFile(folder.resolve("go"));
        signal("CONT");
        await(() -> Files.exists(folder.resolve("fenced")), 60, log);
        assertThat(job(late).result).isEqualTo("{\"attempt\":2}");
        assertThat(job(late).state).isEqualTo(JobState.DONE);

        UUID deadly = submit("die");
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isEqualTo(137);
        assertThat(job(deadly).state).isEqualTo(JobState.RUNNING);
        worker.runUntilFinished(deadly);
        assertThat(job(deadly).state).isEqualTo(JobState.DONE);
        assertThat(job(deadly).attempt).isEqualTo(2);
    }

    private UUID submit(String what) {
        return queue.submit(
                TrialHandler.KIND,
                UUID.randomUUID().toString(),
                "{\"do\":\"" + what + "\",\"folder\":\"" + folder + "\"}");
    }

    private Job job(UUID id) {
        return queue.find(id).orElseThrow();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(other.pid()))
                .start()
                .waitFor();
    }

    private void await(BooleanSupplier condition, int seconds, Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(seconds);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("log: %s", Files.readString(log)).isBefore(end);
            Thread.sleep(50);
        }
    }
}
