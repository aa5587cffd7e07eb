package isocenter.deploy.cli;

import isocenter.annotate.selection.Simulation;
import isocenter.annotate.selection.Simulation.Point;
import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.NotEstimable;
import isocenter.pretrain.watch.LabelledImage;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A simulation of labelling, for people and machines. */
final class SimulationTable {
    private SimulationTable() {}

    static void print(Simulation.Replay replay, Simulation.Result result, List<Long> seeds, PrintWriter out) {
        out.printf(
                "labels from %d patients (%d images, %d positive), judged on %d patients (%d images, %d positive); %d seeds%n",
                patients(replay.fit()),
                replay.fit().size(),
                positives(replay.fit()),
                patients(replay.validation()),
                replay.validation().size(),
                positives(replay.validation()),
                seeds.size());
        out.printf(
                "%-17s %6s %9s  %-20s  %-13s  %s%n",
                "strategy", "labels", "positive", "AUROC (95 %)", "seeds", "minus random (95 %)");
        for (Point point : result.points()) {
            Estimate toRandom = point.toRandom();
            out.printf(
                    Locale.ROOT,
                    "%-17s %6d %9.1f  %-20s  %-13s  %s%n",
                    point.strategy().id(),
                    point.labels(),
                    point.positives(),
                    words("%.3f (%.3f-%.3f)", point.auroc()),
                    range(point.perSeed()),
                    toRandom == null ? "" : words("%+.3f (%+.3f to %+.3f)", toRandom));
        }
        out.printf(
                "%-17s %6d %9d  %s%n",
                "all labels",
                replay.fit().size(),
                positives(replay.fit()),
                words("%.3f (%.3f-%.3f)", result.everything()));
    }

    static Map<String, Object> json(Simulation.Replay replay, Simulation.Result result, List<Long> seeds) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fit", counts(replay.fit()));
        json.put("validation", counts(replay.validation()));
        json.put("seeds", seeds);
        json.put("points", result.points().stream().map(SimulationTable::json).toList());
        json.put("allLabels", json(result.everything()));
        return json;
    }

    private static Map<String, Object> json(Point point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("strategy", point.strategy().id());
        json.put("labels", point.labels());
        json.put("positives", point.positives());
        json.put("auroc", json(point.auroc()));
        json.put("perSeed", point.perSeed().stream().map(SimulationTable::json).toList());
        Estimate toRandom = point.toRandom();
        if (toRandom != null) {
            json.put("minusRandom", json(toRandom));
        }
        return json;
    }

    private static Map<String, Object> json(Estimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (estimate instanceof Estimated known) {
            json.put("value", known.value());
            json.put("low", known.low());
            json.put("high", known.high());
        } else {
            json.put("value", AuditOutcome.NOT_ESTIMABLE);
            json.put("reason", ((NotEstimable) estimate).reason());
        }
        return json;
    }

    private static Map<String, Object> counts(List<LabelledImage> images) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("patients", patients(images));
        json.put("images", images.size());
        json.put("positives", positives(images));
        return json;
    }

    private static String words(String format, Estimate estimate) {
        return estimate instanceof Estimated known
                ? String.format(Locale.ROOT, format, known.value(), known.low(), known.high())
                : AuditOutcome.NOT_ESTIMABLE;
    }

    /** The lowest and the highest of all seeds. */
    private static String range(List<Estimate> perSeed) {
        double[] values = perSeed.stream()
                .filter(Estimated.class::isInstance)
                .mapToDouble(one -> ((Estimated) one).value())
                .sorted()
                .toArray();
        return values.length == 0 ? "-" : String.format(Locale.ROOT, "%.3f-%.3f", values[0], values[values.length - 1]);
    }

    private static long patients(List<LabelledImage> images) {
        return images.stream().map(LabelledImage::patient).distinct().count();
    }

    private static long positives(List<LabelledImage> images) {
        return images.stream().filter(LabelledImage::positive).count();
    }
}
