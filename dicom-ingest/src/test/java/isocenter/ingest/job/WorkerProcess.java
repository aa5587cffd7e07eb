package isocenter.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A worker in a JVM of its own, on the database of the test that starts it. The name keeps it out of the ordinary run.
 */
@QuarkusTest
public class WorkerProcess {
    private static final String STOP_FILE = "trial.stop";

    @Inject
    JobWorker worker;

    @Test
    void work() throws InterruptedException {
        Path stop = Path.of(System.getProperty(STOP_FILE));
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        worker.start(1);
        while (!Files.exists(stop)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
        worker.stop();
    }

    /** Starts it on the database and data folder given as {@code name=value} system properties. */
    public static Process start(List<String> properties, Path stopFile, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-D" + STOP_FILE + "=" + stopFile));
        properties.forEach(property -> command.add("-D" + property));
        for (String inherited : List.of("basedir", "maven.multiModuleProjectDirectory", "maven.repo.local")) {
            String value = System.getProperty(inherited);
            if (value != null) {
                command.add("-D" + inherited + "=" + value);
            }
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, WorkerProcessMain.class.getName()));
        return new ProcessBuilder(command)
                .directory(new File(System.getProperty("user.dir")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
