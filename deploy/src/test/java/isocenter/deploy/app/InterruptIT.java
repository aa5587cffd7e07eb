package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.deploy.demo.PhantomCohort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any moment loses nothing that was acknowledged, and the same command goes on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InterruptIT {
    private static final String RECIPE = """
            objective: mae
            backbone: {architecture: vit-tiny, patch: 8, image: 32}
            views:
              policy: chest-radiograph
              crop: {minArea: 0.5, maxArea: 1, maxAspect: 1.2}
            mae:
              maskRatio: 0.75
              decoder: {width: 32, depth: 1, heads: 2}
            batch: 8
            steps: 300
            optimizer: {rate: 0.001, weightDecay: 0.05, warmupFraction: 0.1}
            checkpointEvery: 10
            """;

    @TempDir
    private static Path folder;

    private static Path home;
    private static InstalledIsocenter isocenter;
    private static PhantomCohort.Written cohort;

    @BeforeAll
    static void writeACohort() throws IOException {
        home = folder.resolve("home");
        isocenter = new InstalledIsocenter(home, Files.createDirectory(folder.resolve("captured")));
        cohort = PhantomCohort.write(Files.createDirectory(folder.resolve("cohort")), 7);
    }

    @Test
    @Order(1)
    void ingestGoesOnAfterKillNine() throws Exception {
        Path errors = folder.resolve("ingest.err");
        Process first = isocenter.start(
                folder.resolve("ingest.out"), errors, "ingest", cohort.folder().toString());
        await(() -> storedObjects() > 30);
        first.destroyForcibly().waitFor();
        long before = storedObjects();
        assertThat(before).isLessThan(cohort.images());

        InstalledIsocenter.Ended second =
                isocenter.run("ingest", cohort.folder().toString(), "--json");
        assertThat(second.code()).as(second.errors()).isZero();
        JsonNode summary = second.json();
        assertThat(summary.path("accepted").asLong()
                        + summary.path("duplicates").asLong())
                .isEqualTo(cohort.images());
        assertThat(storedObjects()).isEqualTo(cohort.images());
        assertThat(isocenter.run("ledger", "verify").code()).isZero();
    }

    @Test
    @Order(2)
    void pretrainingGoesOnAfterKillNineOfCommandAndWorker() throws Exception {
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
        assertThat(isocenter.run("dataset", "create", "cohort").code()).isZero();
        String[] command = {"pretrain", recipe.toString(), "--dataset", "cohort", "--json"};
        Process first = isocenter.start(folder.resolve("train.out"), folder.resolve("train.err"), command);
        await(() -> runsWithCheckpoints() == 1);
        List<ProcessHandle> workers = first.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
        assertThat(workers).isNotEmpty();
        first.destroyForcibly().waitFor();
        workers.forEach(ProcessHandle::destroyForcibly);
        workers.forEach(worker -> worker.onExit().join());

        InstalledIsocenter.Ended second = isocenter.run(command);
        assertThat(second.code()).as(second.errors()).isZero();
        assertThat(second.json().path("steps").asInt()).isEqualTo(300);
        Path ledger = folder.resolve("ledger.jsonl");
        assertThat(isocenter.run("ledger", "export", ledger.toString()).code()).isZero();
        assertThat(Files.readString(ledger))
                .containsOnlyOnce("\"action\":\"pretrain.start\"")
                .contains("\"action\":\"pretrain.resume\"")
                .containsOnlyOnce("\"action\":\"pretrain.end\"");
    }

    @Test
    @Order(3)
    void severalProcessesGoOnAfterKillNineOfOne() throws Exception {
        // a minute; the library's half, with a rank killed and restarted, is always tested by SeveralProcessesTest
        Assumptions.assumeTrue(Boolean.getBoolean("ranks"), "skipped: takes a minute; run with -Dranks=true");
        Path recipe =
                Files.writeString(folder.resolve("two.yaml"), RECIPE.replace("steps: 300", "steps: 60") + "seed: 2\n");
        Path out = folder.resolve("two.out");
        Path errors = folder.resolve("two.err");
        Process command = isocenter.start(
                out, errors, "pretrain", recipe.toString(), "--dataset", "cohort", "--processes", "2", "--json");
        await(() -> runsWithCheckpoints() == 2);
        List<ProcessHandle> ranks = command.descendants()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains("pretrain-rank"))
                .toList();
        assertThat(ranks).hasSize(1);
        ranks.forEach(ProcessHandle::destroyForcibly);

        assertThat(command.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(new ObjectMapper().readTree(out.toFile()).path("steps").asInt())
                .isEqualTo(60);
        Path ledger = folder.resolve("two.jsonl");
        assertThat(isocenter.run("ledger", "export", ledger.toString()).code()).isZero();
        assertThat(Files.readString(ledger).split("\"action\":\"pretrain.resume\"", -1))
                .as("a resume of each run")
                .hasSize(3);
    }

    @Test
    @Order(4)
    void mistakesAreRefusedBeforeAnyWork() throws Exception {
        Path recipe = Files.writeString(folder.resolve("typo.yaml"), RECIPE.replace("maskRatio", "maskRation"));
        InstalledIsocenter.Ended typo = isocenter.run("pretrain", recipe.toString(), "--dataset", "cohort");
        assertThat(typo.code()).isEqualTo(1);
        assertThat(typo.errors()).contains("maskRation").contains("maskRatio").contains("line");

        Path csv = Files.writeString(folder.resolve("labels.csv"), "SOPInstanceUID,findings\n1.2.3,Opacity\n");
        InstalledIsocenter.Ended unknown = isocenter.run(
                "labels", "import", csv.toString(), "--task", "t", "--positive", "Opacity", "--negative", "No Finding");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.errors()).contains("line 2");
    }

    private static long storedObjects() {
        Path objects = home.resolve("store/objects");
        if (!Files.isDirectory(objects)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(objects)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            // A file that is renamed while the folder is walked; asked again in a moment.
            return 0;
        }
    }

    private static long runsWithCheckpoints() {
        Path models = home.resolve("models");
        if (!Files.isDirectory(models)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(models)) {
            return files.filter(file -> file.getFileName().toString().contains("checkpoint")
                            && file.toString().endsWith(".json"))
                    .map(Path::getParent)
                    .distinct()
                    .count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofMinutes(3));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.sleep(20);
        }
    }
}
