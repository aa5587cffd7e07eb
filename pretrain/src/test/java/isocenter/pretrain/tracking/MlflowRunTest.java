package isocenter.pretrain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import isocenter.pretrain.training.TrainingStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small server with the paths, fields and status codes of MLflow's REST interface. */
class MlflowRunTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> asked = new ArrayList<>();
    private final List<JsonNode> metrics = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final AtomicBoolean broken = new AtomicBoolean();
    private boolean made;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tracking/api/2.0/mlflow/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRunIsMadeOnceAndTakenUpAgain() {
        try (RunTracker tracker = new RunTracker(List.of(open()))) {
            tracker.onStep(new TrainingStep(1, 2, 0.75, 0.001, 20, Map.of("gradientNorm", Double.NaN)));
        }
        try (RunTracker again = new RunTracker(List.of(open()))) {
            again.onStep(new TrainingStep(2, 2, 0.5, 0.001, 20, Map.of()));
        }

        assertThat(asked).filteredOn("runs/create"::equals).hasSize(1);
        assertThat(asked).filteredOn("experiments/create"::equals).hasSize(1);
        assertThat(asked).filteredOn("runs/update"::equals).hasSize(2);
        assertThat(ends).containsExactly("KILLED", "FINISHED");
        assertThat(metrics).hasSize(6).allSatisfy(metric -> {
            assertThat(metric.path("step").asLong()).isBetween(1L, 2L);
            assertThat(metric.path("timestamp").asLong()).isPositive();
        });
        assertThat(metrics.get(0).path("key").asText()).isEqualTo("train/loss");
        assertThat(metrics.get(0).path("value").asDouble()).isEqualTo(0.75);
    }

    @Test
    void trainingSurvivesAServerThatFails() {
        RunTracker tracker = new RunTracker(List.of(open()));
        broken.set(true);
        int before = asked.size();
        tracker.close();
        tracker.close();
        assertThat(asked).hasSize(before + 1);
        assertThatThrownBy(this::open).isInstanceOf(UncheckedIOException.class).hasMessageContaining("status 500");
    }

    private MlflowRun open() {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/tracking");
        return MlflowRun.of(new Mlflow(uri), "some experiment", "run-1", Map.of("seed", "7"), Clock.systemUTC());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestURI().getPath().replace("/tracking/api/2.0/mlflow/", "");
        asked.add(method);
        JsonNode body = mapper.readTree(exchange.getRequestBody());
        int status = broken.get() ? 500 : 200;
        String reply = "{}";
        switch (method) {
            case "experiments/get-by-name" -> {
                assertThat(exchange.getRequestURI().getRawQuery()).isEqualTo("experiment_name=some+experiment");
                status = broken.get() ? 500 : made ? 200 : 404;
                reply = "{\"experiment\": {\"experiment_id\": \"3\"}}";
            }
            case "experiments/create" -> reply = "{\"experiment_id\": \"3\"}";
            case "runs/search" -> reply = made ? "{\"runs\": [{\"info\": {\"run_id\": \"abc\"}}]}" : "{}";
            case "runs/create" -> {
                made = true;
                reply = "{\"run\": {\"info\": {\"run_id\": \"abc\"}}}";
            }
            case "runs/log-batch" -> body.path("metrics").forEach(metrics::add);
            case "runs/update" -> ends.add(body.path("status").asText());
            default -> {}
        }
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
