package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged server in a process of its own. */
final class RunningServer implements AutoCloseable {
    private final Process process;
    private final int port;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningServer(Process process, int port, String token) {
        this.process = process;
        this.port = port;
        this.token = token;
    }

    static RunningServer start(
            InstalledIsocenter isocenter,
            Path folder,
            String token,
            List<String> under,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Path errors = Files.createTempFile(folder, "serve", ".err");
        Process process = isocenter.start(
                under,
                environment,
                Files.createTempFile(folder, "serve", ".out"),
                errors,
                "serve",
                "--port",
                Integer.toString(port));
        RunningServer server = new RunningServer(process, port, token);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!server.answers()) {
            assertThat(process.isAlive()).as(Files.readString(errors)).isTrue();
            assertThat(System.nanoTime())
                    .as("the server did not answer within a minute")
                    .isLessThan(end);
            Thread.sleep(50);
        }
        return server;
    }

    /** Where its page is. */
    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/dicom-web/studies?limit=1").statusCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends one object. */
    HttpResponse<byte[]> store(byte[] dicom) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--b0undary\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(dicom);
        body.writeBytes("\r\n--b0undary--\r\n".getBytes(StandardCharsets.US_ASCII));
        return http.send(
                request("/dicom-web/studies")
                        .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b0undary")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path.substring(1)))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    /** As the kernel or a power cut ends it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
