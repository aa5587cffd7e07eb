package isocenter.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.representation.StoredJson;
import isocenter.pretrain.registry.PretrainEvaluation;
import isocenter.pretrain.registry.TrainingPoint;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Curves of a pretraining as lines of text, and its evaluations as a table. */
final class CurveTable {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int COLUMNS = 60;

    private CurveTable() {}

    static void print(List<TrainingPoint> curve, List<PretrainEvaluation> evaluations, PrintWriter out) {
        line("loss", curve, point -> point.loss, out);
        line("rate", curve, point -> point.rate, out);
        line("images/s", curve, point -> point.imagesPerSecond, out);
        List<JsonNode> diagnostics =
                curve.stream().map(point -> StoredJson.parse(point.diagnostics)).toList();
        Set<String> names = new LinkedHashSet<>();
        diagnostics.forEach(one -> one.fieldNames().forEachRemaining(names::add));
        names.forEach(name -> line(name, diagnostics, one -> one.path(name).asDouble(Double.NaN), out));
        if (!evaluations.isEmpty()) {
            out.printf(
                    "watched by %s: %d patients to learn from, judged on %d%n",
                    evaluations.get(0).labels, evaluations.get(0).fitPatients, evaluations.get(0).validationPatients);
            out.printf(
                    "%8s  %-20s  %-20s  %7s  %6s  %5s  %9s  %10s%n",
                    "step",
                    "kNN AUROC (95 %)",
                    "probe AUROC (95 %)",
                    "RankMe",
                    "alpha",
                    "std",
                    "alignment",
                    "uniformity");
        }
        for (PretrainEvaluation one : evaluations) {
            out.printf(
                    Locale.ROOT,
                    "%8d  %-20s  %-20s  %7.1f  %6s  %5.2f  %9s  %10.2f%n",
                    one.step,
                    interval(one.knnAuroc, one.knnLow, one.knnHigh),
                    interval(one.probeAuroc, one.probeLow, one.probeHigh),
                    one.rankMe,
                    figure(one.alphaReq),
                    one.deviation,
                    figure(one.alignment),
                    one.uniformity);
        }
    }

    /** A sparkline of at most {@value #COLUMNS} means, with the first, the lowest, the highest and the last of them. */
    static <T> void line(String name, List<T> points, ToDoubleFunction<T> figure, PrintWriter out) {
        double[] means = means(points, figure);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double mean : means) {
            low = Math.min(low, mean);
            high = Math.max(high, mean);
        }
        if (!(low <= high)) {
            return;
        }
        StringBuilder drawn = new StringBuilder();
        for (double mean : means) {
            int level = high > low ? (int) Math.round((mean - low) / (high - low) * (LEVELS.length() - 1)) : 0;
            drawn.append(LEVELS.charAt(level));
        }
        out.printf(
                Locale.ROOT,
                "  %-14s %s  %.4g to %.4g (lowest %.4g, highest %.4g)%n",
                name,
                drawn,
                means[0],
                means[means.length - 1],
                low,
                high);
    }

    private static <T> double[] means(List<T> points, ToDoubleFunction<T> figure) {
        double[] values =
                points.stream().mapToDouble(figure).filter(Double::isFinite).toArray();
        double[] means = new double[Math.min(COLUMNS, values.length)];
        for (int column = 0; column < means.length; column++) {
            int from = column * values.length / means.length;
            int to = (column + 1) * values.length / means.length;
            for (int i = from; i < to; i++) {
                means[column] += values[i] / (to - from);
            }
        }
        return means;
    }

    private static String interval(@Nullable Double auroc, @Nullable Double low, @Nullable Double high) {
        return auroc == null || low == null || high == null
                ? AuditOutcome.NOT_ESTIMABLE
                : String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", auroc, low, high);
    }

    private static String figure(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
