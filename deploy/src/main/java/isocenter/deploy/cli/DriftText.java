package isocenter.deploy.cli;

import isocenter.pretrain.drift.AttributeShift;
import isocenter.pretrain.drift.DriftReport;
import isocenter.pretrain.drift.Shift;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A drift report for people, and as JSON. */
final class DriftText {
    private static final int MOST_VALUES = 6;

    private DriftText() {}

    static void print(DriftReport report, PrintWriter out) {
        out.printf(
                "%s has learned from %d images of %d patients of the training part of %s; %d images of %d patients are new%n",
                report.backbone(),
                report.oldImages(),
                report.oldPatients(),
                report.dataset(),
                report.newImages(),
                report.newPatients());
        out.printf("%-10s %10s %10s %7s  %s%n", "", "difference", "by chance", "p", "old | new");
        Shift features = report.features();
        if (features == null) {
            out.printf("%-10s too few images to compare%n", "features");
        } else {
            line(out, "features", features, "squared mean discrepancy of " + report.compared() + " images");
        }
        for (AttributeShift attribute : report.attributes()) {
            line(out, attribute.name(), attribute.shift(), counts(attribute.old()) + " | " + counts(attribute.fresh()));
        }
        List<String> drifted = report.drifted();
        out.println(
                drifted.isEmpty()
                        ? "no drift beyond chance (5 %, Holm over all of these)"
                        : "drifted beyond chance (5 %, Holm over all of these): " + String.join(", ", drifted)
                                + ". Watch these groups when the new backbone is judged");
    }

    private static void line(PrintWriter out, String name, Shift shift, String words) {
        out.printf(
                Locale.ROOT, "%-10s %10.4f %10.4f %7.3f  %s%n", name, shift.value(), shift.chance(), shift.p(), words);
    }

    private static String counts(Map<String, Integer> counts) {
        String shown = counts.entrySet().stream()
                .limit(MOST_VALUES)
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
        return counts.size() > MOST_VALUES ? shown + ", …" : shown;
    }

    static Map<String, Object> json(DriftReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("backbone", report.backbone());
        json.put("dataset", report.dataset());
        json.put("oldImages", report.oldImages());
        json.put("oldPatients", report.oldPatients());
        json.put("newImages", report.newImages());
        json.put("newPatients", report.newPatients());
        json.put("features", report.features());
        json.put("attributes", report.attributes());
        json.put("drifted", report.drifted());
        return json;
    }
}
