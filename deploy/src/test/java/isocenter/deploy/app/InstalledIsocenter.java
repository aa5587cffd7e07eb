package isocenter.deploy.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged program, run as a user runs it. */
final class InstalledIsocenter {
    /** What a command left behind. */
    record Ended(int code, String output, String errors) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(output);
        }
    }

    private final Path home;
    private final Path captured;

    InstalledIsocenter(Path home, Path captured) {
        this.home = home;
        this.captured = captured;
    }

    /** Runs a command to its end. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(captured, "out", ".txt");
        Path errors = Files.createTempFile(captured, "err", ".txt");
        int code = start(output, errors, arguments).waitFor();
        return new Ended(code, Files.readString(output), Files.readString(errors));
    }

    /** As {@link #run}, with something on its standard input. */
    Ended runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(captured, "out", ".txt");
        Path errors = Files.createTempFile(captured, "err", ".txt");
        Process process = start(output, errors, arguments);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new Ended(process.waitFor(), Files.readString(output), Files.readString(errors));
    }

    /** Starts a command and returns at once. */
    Process start(Path output, Path errors, String... arguments) throws IOException {
        return start(List.of(), Map.of(), output, errors, arguments);
    }

    /** Starts a command under another one, such as {@code unshare}, with more in its environment. */
    Process start(List<String> under, Map<String, String> environment, Path output, Path errors, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(under);
        command.addAll(command(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What a shell would be told. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.add("-Dorg.bytedeco.openblas.load=mkl");
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .toString());
        command.addAll(List.of("--home", home.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
