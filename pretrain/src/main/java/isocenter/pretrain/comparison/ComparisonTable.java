package isocenter.pretrain.comparison;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.NotEstimable;
import isocenter.pretrain.watch.BackboneEvaluation;
import isocenter.pretrain.watch.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Gathers judgements: one row for each group, with means over its seeds, and each candidate within. */
final class ComparisonTable {
    private final BackboneEvaluation judge;
    private final Map<String, List<Judged>> groups = new LinkedHashMap<>();

    private record Judged(Candidate candidate, Evaluation evaluation) {}

    /** @param judge of the set that all are judged on */
    ComparisonTable(BackboneEvaluation judge) {
        this.judge = judge;
    }

    void add(Candidate candidate, Evaluation evaluation) {
        groups.computeIfAbsent(candidate.group(), group -> new ArrayList<>()).add(new Judged(candidate, evaluation));
    }

    /** Rows in the order of the first of each group, as JSON values. */
    List<Map<String, Object>> rows() {
        return groups.values().stream().map(this::row).toList();
    }

    private Map<String, Object> row(List<Judged> group) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model", group.get(0).candidate.title());
        row.putAll(group.get(0).candidate.facts());
        row.put("runs", group.size());
        row.put("knn", estimate(judge.meanAuroc(scores(group, true))));
        row.put("probe", estimate(judge.meanAuroc(scores(group, false))));
        String start = group.get(0).candidate.start();
        List<Judged> begun = start == null ? null : groups.get(start);
        if (begun != null) {
            row.put("probeGain", difference(judge.meanAurocDifference(scores(group, false), scores(begun, false))));
        }
        putMean(row, "rankMe", group, e -> e.diagnostics().rankMe());
        putMean(row, "alphaReq", group, e -> e.diagnostics().alphaReq());
        putMean(row, "deviation", group, e -> e.diagnostics().deviation());
        putMean(row, "uniformity", group, e -> e.diagnostics().uniformity());
        putMean(row, "imagesPerSecond", group, Evaluation::imagesPerSecond);
        List<Map<String, Object>> each = new ArrayList<>();
        for (Judged one : group) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("name", one.candidate.name());
            figures.put("knn", estimate(one.evaluation.knnAuroc()));
            figures.put("probe", estimate(one.evaluation.probeAuroc()));
            putMean(figures, "rankMe", List.of(one), e -> e.diagnostics().rankMe());
            each.add(figures);
        }
        row.put("each", each);
        return row;
    }

    private static List<double[]> scores(List<Judged> group, boolean knn) {
        return group.stream()
                .map(one -> knn ? one.evaluation.knn() : one.evaluation.probe())
                .toList();
    }

    /** A figure that somebody in the group does not have is left out. */
    private static void putMean(
            Map<String, Object> row, String name, List<Judged> group, ToDoubleFunction<Evaluation> figure) {
        double mean = group.stream()
                .mapToDouble(one -> figure.applyAsDouble(one.evaluation))
                .average()
                .orElse(Double.NaN);
        if (Double.isFinite(mean)) {
            row.put(name, mean);
        }
    }

    private static Map<String, Object> estimate(Estimate estimate) {
        return figure("auroc", estimate);
    }

    /** Over random weights of the same network. */
    private static Map<String, Object> difference(Estimate estimate) {
        return figure("difference", estimate);
    }

    private static Map<String, Object> figure(String name, Estimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (estimate instanceof Estimated found) {
            json.put(name, found.value());
            json.put("low", found.low());
            json.put("high", found.high());
        } else if (estimate instanceof NotEstimable missing) {
            json.put("notEstimable", missing.reason());
        }
        return json;
    }
}
