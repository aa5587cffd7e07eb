package isocenter.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/** A comparison of backbones, for people. */
final class EvaluationTable {
    private EvaluationTable() {}

    static void print(JsonNode result, PrintWriter out) {
        out.printf(
                "labels %s on %s: probes learn from %d patients (%d images, %d positive) and are judged on %d patients"
                        + " (%d images, %d positive)%n",
                result.path("labels").asText(),
                result.path("dataset").asText(),
                result.path("fit").path("patients").asInt(),
                result.path("fit").path("images").asInt(),
                result.path("fit").path("positives").asInt(),
                result.path("validation").path("patients").asInt(),
                result.path("validation").path("images").asInt(),
                result.path("validation").path("positives").asInt());
        out.printf(
                "%-24s %4s  %-20s  %-20s  %-26s  %7s  %6s  %5s  %6s  %8s%n",
                "model",
                "runs",
                "kNN AUROC (95 %)",
                "probe AUROC (95 %)",
                "over random (95 %)",
                "RankMe",
                "alpha",
                "std",
                "steps",
                "images/s");
        for (JsonNode row : result.path("models")) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %4d  %-20s  %-20s  %-26s  %7s  %6s  %5s  %6s  %8s%n",
                    row.path("model").asText(),
                    row.path("runs").asInt(),
                    interval(row.path("knn")),
                    interval(row.path("probe")),
                    gain(row.path("probeGain")),
                    figure(row.path("rankMe"), "%.1f"),
                    figure(row.path("alphaReq"), "%.2f"),
                    figure(row.path("deviation"), "%.2f"),
                    figure(row.path("steps"), "%.0f"),
                    figure(row.path("trainingImagesPerSecond"), "%.0f"));
        }
    }

    /** An AUROC with its interval, or why there is none. */
    static String interval(JsonNode estimate) {
        return estimate.has("auroc")
                ? String.format(
                        Locale.ROOT,
                        "%.3f (%.3f-%.3f)",
                        estimate.path("auroc").asDouble(),
                        estimate.path("low").asDouble(),
                        estimate.path("high").asDouble())
                : AuditOutcome.NOT_ESTIMABLE;
    }

    /** How much better than random weights of the same network, patients paired; where those were judged, too. */
    private static String gain(JsonNode estimate) {
        return estimate.has("difference")
                ? String.format(
                        Locale.ROOT,
                        "%+.3f (%+.3f to %+.3f)",
                        estimate.path("difference").asDouble(),
                        estimate.path("low").asDouble(),
                        estimate.path("high").asDouble())
                : "-";
    }

    private static String figure(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "-";
    }
}
