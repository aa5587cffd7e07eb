package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.imageio.ImageIO;

/** What a researcher's page asks of the server. */
final class DeskSession {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String address;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    DeskSession(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** A server-sent event. */
    record Event(String name, JsonNode data) {}

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request(path).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(path + ": " + new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    BufferedImage picture(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request(path).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    int post(String path) throws IOException, InterruptedException {
        return http.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** Listens until an event is the last one wanted, or the server ends the stream. */
    List<Event> events(String path, Predicate<Event> last) throws IOException, InterruptedException {
        List<Event> events = new ArrayList<>();
        HttpResponse<java.io.InputStream> answer = http.send(request(path).build(), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    Event event = new Event(name, MAPPER.readTree(line.substring("data:".length())));
                    events.add(event);
                    if (last.test(event)) {
                        return events;
                    }
                }
            }
        }
        return events;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path.substring(1)))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
    }
}
