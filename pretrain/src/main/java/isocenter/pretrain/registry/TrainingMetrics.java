package isocenter.pretrain.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.job.JobQueue;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest figures of every unfinished pretraining, as Prometheus reads them (text exposition format 0.0.4). They come
 * from the database, because whoever is asked is seldom the process that trains.
 */
@ApplicationScoped
class TrainingMetrics {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PREFIX = "isocenter_pretraining_";

    private final PretrainingRuns runs;
    private final JobQueue queue;

    TrainingMetrics(PretrainingRuns runs, JobQueue queue) {
        this.runs = runs;
        this.queue = queue;
    }

    /** Samples by metric name; the samples of one metric stand together, as the format wants. */
    @Transactional
    String text() {
        Map<String, StringBuilder> metrics = new LinkedHashMap<>();
        for (PretrainingRun run : runs.running()) {
            boolean alive =
                    queue.find(run.id).filter(job -> !job.state.finished()).isPresent();
            if (alive) {
                add(metrics, run);
            }
        }
        StringBuilder text = new StringBuilder();
        metrics.forEach((name, samples) -> text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(" gauge\n")
                .append(samples));
        return text.toString();
    }

    private void add(Map<String, StringBuilder> metrics, PretrainingRun run) {
        // neither a UUID nor an objective's name holds what would have to be escaped
        String labels = "run=\"" + run.id + "\",objective=\"" + run.objective + "\"";
        for (TrainingPoint point : runs.newestPoints(run.id, Limit.of(1))) {
            put(metrics, "step", labels, (double) point.step);
            put(metrics, "loss", labels, point.loss);
            put(metrics, "learning_rate", labels, point.rate);
            put(metrics, "images_per_second", labels, point.imagesPerSecond);
            diagnostics(point)
                    .forEach((name, value) -> put(metrics, "diagnostic", labels + ",name=\"" + name + "\"", value));
        }
        List<PretrainEvaluation> evaluations = runs.evaluations(run.id);
        if (!evaluations.isEmpty()) {
            PretrainEvaluation newest = evaluations.get(evaluations.size() - 1);
            put(metrics, "knn_auroc", labels, newest.knnAuroc);
            put(metrics, "probe_auroc", labels, newest.probeAuroc);
            put(metrics, "rank_me", labels, newest.rankMe);
            put(metrics, "alpha_req", labels, newest.alphaReq);
            put(metrics, "deviation", labels, newest.deviation);
            put(metrics, "alignment", labels, newest.alignment);
            put(metrics, "uniformity", labels, newest.uniformity);
        }
    }

    private static void put(Map<String, StringBuilder> metrics, String name, String labels, @Nullable Double value) {
        if (value != null) {
            metrics.computeIfAbsent(name, metric -> new StringBuilder())
                    .append(PREFIX + name + "{" + labels + "} " + value + "\n");
        }
    }

    private static Map<String, Double> diagnostics(TrainingPoint point) {
        Map<String, Double> values = new LinkedHashMap<>();
        try {
            MAPPER.readTree(point.diagnostics)
                    .fields()
                    .forEachRemaining(figure ->
                            values.put(figure.getKey(), figure.getValue().asDouble()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored diagnostics are not JSON; isocenter ledger verify tells more", e);
        }
        return values;
    }
}
