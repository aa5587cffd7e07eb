package isocenter.pretrain.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** MLflow's REST interface, version 2.0, as far as a run's settings and metrics need it. */
final class Mlflow {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String root;

    Mlflow(URI server) {
        String address = server.toString();
        root = (address.endsWith("/") ? address : address + "/") + "api/2.0/mlflow/";
    }

    /** The experiment's id; made when missing. */
    String experiment(String name) {
        String query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        HttpResponse<String> found = send(request(query).GET().build());
        JsonNode answer = found.statusCode() == 404
                ? post("experiments/create", Map.of("name", name))
                : body(found).path("experiment");
        return answer.path("experiment_id").asText();
    }

    /** @throws UncheckedIOException when the server cannot be reached or refuses */
    JsonNode post(String method, Object content) {
        try {
            return body(send(request(method)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(content)))
                    .build()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and finite numbers are always JSON", e);
        }
    }

    private HttpRequest.Builder request(String method) {
        return HttpRequest.newBuilder(URI.create(root + method)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while asking the MLflow server", e));
        } catch (IOException e) {
            throw new UncheckedIOException("the MLflow server cannot be reached", e);
        }
    }

    private static JsonNode body(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            String refusal = "the MLflow server answered with status " + response.statusCode();
            throw new UncheckedIOException(refusal, new IOException(refusal));
        }
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the MLflow server answered without JSON", e);
        }
    }
}
