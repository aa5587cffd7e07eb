package isocenter.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found.
 *
 * @param runs in the order of the recipes
 * @param ranking the rows of the comparison, the best probe first
 */
record SweepOutcome(List<Run> runs, List<Ranked> ranking) {
    /**
     * @param backbone empty where there is none
     * @param failure why there is none
     */
    record Run(
            Map<String, String> settings,
            String backbone,
            @Nullable String failure) {}

    /** @param settings those of the row's runs, without the seed; of a baseline none */
    record Ranked(String model, Map<String, String> settings, List<String> backbones, JsonNode row) {
        double score() {
            return row.path("probe").path("auroc").asDouble(Double.NEGATIVE_INFINITY);
        }
    }

    static SweepOutcome of(List<Run> runs, JsonNode table) {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        runs.forEach(run -> settings.put(run.backbone, run.settings));
        List<Ranked> ranking = new ArrayList<>();
        for (JsonNode row : table.path("models")) {
            List<String> names = StreamSupport.stream(row.path("each").spliterator(), false)
                    .map(each -> each.path("name").asText())
                    .filter(settings::containsKey)
                    .toList();
            Map<String, String> shared = new LinkedHashMap<>();
            if (!names.isEmpty()) {
                shared.putAll(settings.getOrDefault(names.get(0), Map.of()));
                shared.remove("seed");
            }
            ranking.add(new Ranked(row.path("model").asText(), shared, names, row));
        }
        ranking.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return new SweepOutcome(runs, ranking);
    }

    Map<String, Object> json() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Ranked ranked : ranking) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("model", ranked.model);
            row.put("settings", ranked.settings);
            row.put("backbones", ranked.backbones);
            for (String figure : List.of("knn", "probe", "rankMe", "runs")) {
                row.put(figure, ranked.row.path(figure));
            }
            rows.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("runs", runs);
        json.put("ranking", rows);
        return json;
    }

    void print(PrintWriter out) {
        out.printf(
                "%-44s %4s  %-20s  %-20s  %7s%n", "recipe", "runs", "probe AUROC (95 %)", "kNN AUROC (95 %)", "RankMe");
        for (Ranked ranked : ranking) {
            out.printf(
                    Locale.ROOT,
                    "%-44s %4d  %-20s  %-20s  %7.1f%n",
                    ranked.backbones.isEmpty() ? ranked.model : PretrainSweepCommand.described(ranked.settings),
                    ranked.row.path("runs").asInt(),
                    EvaluationTable.interval(ranked.row.path("probe")),
                    EvaluationTable.interval(ranked.row.path("knn")),
                    ranked.row.path("rankMe").asDouble());
        }
        runs.stream()
                .filter(run -> run.failure != null)
                .forEach(run ->
                        out.printf("failed: %s: %s%n", PretrainSweepCommand.described(run.settings), run.failure));
    }
}
