package isocenter.deploy.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A second process of this build that works the queue until given jobs, or an import, are finished. */
final class WorkerProcess {
    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it with this process's Java and packaged application. The database's password is in a file or in the
     * inherited environment, never among the arguments.
     */
    static WorkerProcess start(Path home, List<UUID> jobs) {
        List<String> arguments = new ArrayList<>();
        jobs.forEach(job -> arguments.addAll(List.of("--job", job.toString())));
        return start(home, "worker-" + jobs.get(0), List.of("-Xmx1g"), arguments);
    }

    /**
     * Starts one that ends with an import.
     *
     * @param number tells its log from those of others
     * @param beside how many there are on this machine: each gets its share of the processors and of half the memory
     */
    static WorkerProcess forImport(Path home, UUID importId, int number, int beside) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / beside);
        return start(
                home,
                "import-" + importId + "-" + number,
                List.of("-XX:MaxRAMPercentage=" + Math.max(1, 50 / beside), "-Disocenter.ingest.workers=" + threads),
                List.of("--import", importId.toString()));
    }

    /** Starts one that trains with others: rank {@code number} of a pretraining. */
    static Process forRank(Path home, UUID job, int number, Map<String, String> environment) {
        return launch(
                home,
                "worker-" + job + "-rank-" + number,
                List.of("-Xmx1g"),
                List.of("pretrain-rank", "--job", job.toString()),
                environment);
    }

    /** Starts one that paints images and ends: tensors are not for the process that serves. */
    static WorkerProcess forPainting(Path home, String backbone, int images, Path picture) {
        String name = "painting";
        List<String> command = List.of(
                "pretrain", "reconstruct", backbone, "--images", Integer.toString(images), "--out", picture.toString());
        return new WorkerProcess(launch(home, name, List.of("-Xmx1g"), command, Map.of()), log(home, name));
    }

    private static WorkerProcess start(Path home, String name, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("worker"));
        command.addAll(arguments);
        return new WorkerProcess(launch(home, name, options, command, Map.of()), log(home, name));
    }

    private static Path log(Path home, String name) {
        return home.resolve("logs").resolve(name + ".log");
    }

    private static Process launch(
            Path home, String name, List<String> options, List<String> arguments, Map<String, String> environment) {
        Path log = log(home, name);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dorg.bytedeco.openblas.load=mkl");
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        command.addAll(List.of("--home", home.toString()));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Compute threads that wait by spinning take the processor from those that work when it is shared.
            builder.environment().putIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The worker process does not start: " + e.getMessage(), e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    Path log() {
        return log;
    }

    void stop() {
        process.destroy();
    }

    /** Waits until it has ended, or patience has. */
    void awaitEnd(Duration patience) {
        try {
            process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
