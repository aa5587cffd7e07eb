package isocenter.pretrain.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.job.JobQueue;
import isocenter.pretrain.registry.BackboneJobs;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.PretrainEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is known of a backbone, as named values in sections. */
@ApplicationScoped
class BackboneAccounts {
    static final String RECIPE = "recipe";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Backbones backbones;
    private final BackboneJobs jobs;
    private final JobQueue queue;
    private final LedgerTraces ledger;

    BackboneAccounts(Backbones backbones, BackboneJobs jobs, JobQueue queue, LedgerTraces ledger) {
        this.backbones = backbones;
        this.jobs = jobs;
        this.queue = queue;
        this.ledger = ledger;
    }

    /** Section → name → value: text or a number. */
    Map<String, Map<String, Object>> of(BackboneVersion backbone) {
        Map<String, Map<String, Object>> account = new LinkedHashMap<>();
        account.put("made", made(backbone));
        Map<String, Object> settings = new LinkedHashMap<>();
        flatten("", parsed(backbone.recipe), settings);
        account.put(RECIPE, settings);
        account.put("watched", watched(backbone));
        account.put("compared", compared(backbone));
        account.put("ledger", ledger.of(backbone));
        return account;
    }

    private Map<String, Object> made(BackboneVersion backbone) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("objective", backbone.objective);
        made.put("architecture", backbone.architecture + (backbone.patch > 0 ? "/" + backbone.patch : ""));
        made.put("image", backbone.image);
        put(made, "dataset", backbone.datasetId);
        put(made, "datasetRoot", backbone.datasetSha256);
        made.put(
                "lineage",
                backbones.lineage(backbone.id).stream()
                        .map(version -> version.id)
                        .collect(Collectors.joining(" < ")));
        made.put("created", backbone.created.toString());
        put(made, "deleted", backbone.deleted == null ? null : backbone.deleted.toString());
        made.put("recipeSha256", backbone.recipeSha256);
        made.put("weightsSha256", backbone.weightsSha256);
        if (!backbone.imported()) {
            made.put("steps", backbone.steps);
            put(made, "firstLoss", backbone.firstLoss);
            put(made, "lastLoss", backbone.lastLoss);
            made.put("imagesPerSecond", backbone.imagesPerSecond);
            made.put("seconds", backbone.seconds);
        }
        return made;
    }

    /** What its last look on the way said. */
    private Map<String, Object> watched(BackboneVersion backbone) {
        Map<String, Object> watched = new LinkedHashMap<>();
        List<PretrainEvaluation> evaluations = backbones.evaluations(backbone.id);
        if (!evaluations.isEmpty()) {
            PretrainEvaluation last = evaluations.get(evaluations.size() - 1);
            watched.put("labels", last.labels);
            watched.put("step", last.step);
            watched.put("validationPatients", last.validationPatients);
            put(watched, "knnAuroc", last.knnAuroc);
            put(watched, "probeAuroc", last.probeAuroc);
            watched.put("rankMe", last.rankMe);
            put(watched, "alphaReq", last.alphaReq);
            watched.put("deviation", last.deviation);
            put(watched, "alignment", last.alignment);
            watched.put("uniformity", last.uniformity);
        }
        return watched;
    }

    /** What finished comparisons said of it: the same job stands on the same line for both. */
    private Map<String, Object> compared(BackboneVersion backbone) {
        Map<String, Object> compared = new LinkedHashMap<>();
        for (String job : jobs.done(ComparisonJob.KIND, backbone.id)) {
            JsonNode result = queue.find(UUID.fromString(job))
                    .map(found -> parsed(found.result == null ? "{}" : found.result))
                    .orElseThrow();
            for (JsonNode each : result.path("models").findValues("each")) {
                for (JsonNode one : each) {
                    if (one.path("name").asText().equals(backbone.id)) {
                        String name = job + " (" + result.path("labels").asText() + ") ";
                        put(compared, name + "knnAuroc", number(one.path("knn")));
                        put(compared, name + "probeAuroc", number(one.path("probe")));
                        put(
                                compared,
                                name + "rankMe",
                                one.path("rankMe").isNumber()
                                        ? one.path("rankMe").asDouble()
                                        : null);
                    }
                }
            }
        }
        return compared;
    }

    private static @Nullable Double number(JsonNode estimate) {
        return estimate.has("auroc") ? estimate.path("auroc").asDouble() : null;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** Nested settings under names with points. */
    private static void flatten(String prefix, JsonNode node, Map<String, Object> settings) {
        node.fields().forEachRemaining(field -> {
            String name = prefix + field.getKey();
            if (field.getValue().isObject()) {
                flatten(name + ".", field.getValue(), settings);
            } else if (!field.getValue().isNull()) {
                settings.put(
                        name,
                        field.getValue().isTextual()
                                ? field.getValue().textValue()
                                : field.getValue().toString());
            }
        });
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored is not JSON; isocenter ledger verify tells more", e);
        }
    }
}
