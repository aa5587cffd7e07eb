package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Other implementations' programs, where they are installed. */
final class ExternalProgram {
    private static final long PATIENCE_SECONDS = 240;

    private ExternalProgram() {}

    record Output(int exitCode, String text) {}

    /** Skips the test, with words, where the program is not installed. */
    static String require(String name) {
        List<String> places = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
                .toList();
        for (String place : places) {
            Path program = Path.of(place, name);
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        Assumptions.abort("skipped: " + name + " is not installed");
        return name;
    }

    /** Runs to the end; both outputs together, in a file, so that a full pipe stops nothing. */
    static Output run(Path folder, String... command) {
        try {
            Path log = Files.createTempFile(folder, "output", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("%s ended", command[0]).isTrue();
            return new Output(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a server and waits until its port is open. */
    static Process serve(Path folder, int port, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        for (int i = 0; ; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return process;
            } catch (IOException notYet) {
                assertThat(i).as("%s opens its port; see its log", command[0]).isLessThan(600);
                assertThat(process.isAlive()).isTrue();
                pause();
            }
        }
    }

    static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
