package isocenter.deploy.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A second process of this build that works the queue until the given jobs are finished. */
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
        Path log = home.resolve("logs").resolve("worker-" + jobs.get(0) + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.add("-Dorg.bytedeco.openblas.load=mkl");
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        command.addAll(List.of("--home", home.toString(), "worker"));
        jobs.forEach(job -> command.addAll(List.of("--job", job.toString())));
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Compute threads that wait by spinning take the processor from those that work when it is shared.
            builder.environment().putIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
            return new WorkerProcess(builder.start(), log);
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
}
