package isocenter.pretrain.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run at an MLflow server. A run that goes on elsewhere is found again by its tag. */
final class MlflowRun implements ScalarLog {
    private static final String TAG = "isocenter.run";

    /** Metrics of one call; MLflow takes 1,000. */
    private static final int MOST = 500;

    private final Mlflow server;
    private final Clock clock;
    private final String id;
    private final List<Map<String, Object>> waiting = new ArrayList<>();

    private MlflowRun(Mlflow server, Clock clock, String id) {
        this.server = server;
        this.clock = clock;
        this.id = id;
    }

    /**
     * Begins a run, or takes up the one of the same name.
     *
     * @param name of the run, unique
     * @param settings shown as its parameters
     */
    static MlflowRun of(Mlflow server, String experiment, String name, Map<String, String> settings, Clock clock) {
        String place = server.experiment(experiment);
        JsonNode found = server.post(
                "runs/search",
                Map.of(
                        "experiment_ids",
                        List.of(place),
                        "filter",
                        "tags.`" + TAG + "` = '" + name + "'",
                        "max_results",
                        1));
        JsonNode earlier = found.path("runs").path(0).path("info").path("run_id");
        if (earlier.isTextual()) {
            return new MlflowRun(server, clock, earlier.asText());
        }
        JsonNode made = server.post(
                "runs/create",
                Map.of(
                        "experiment_id",
                        place,
                        "run_name",
                        name,
                        "start_time",
                        clock.millis(),
                        "tags",
                        List.of(Map.of("key", TAG, "value", name))));
        String id = made.path("run").path("info").path("run_id").asText();
        List<Map<String, String>> parameters = settings.entrySet().stream()
                .map(setting -> Map.of("key", setting.getKey(), "value", setting.getValue()))
                .toList();
        server.post("runs/log-batch", Map.of("run_id", id, "params", parameters));
        return new MlflowRun(server, clock, id);
    }

    /** MLflow forgets nothing: the steps that are taken again stand there twice, with equal values. */
    @Override
    public void resumed(long done) {}

    @Override
    public void scalars(long step, Map<String, Double> values) {
        values.forEach((name, value) ->
                waiting.add(Map.of("key", name, "value", value, "timestamp", clock.millis(), "step", step)));
        if (waiting.size() >= MOST) {
            flush();
        }
    }

    @Override
    public void end(boolean finished) {
        flush();
        server.post(
                "runs/update",
                Map.of("run_id", id, "status", finished ? "FINISHED" : "KILLED", "end_time", clock.millis()));
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            server.post("runs/log-batch", Map.of("run_id", id, "metrics", List.copyOf(waiting)));
            waiting.clear();
        }
    }
}
