package isocenter.deploy.cli;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.NotEstimable;
import isocenter.audit.fairness.Verdict;
import isocenter.audit.report.FairnessReport;
import isocenter.deploy.representation.PredictorJson;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An audit as a table and as JSON. */
final class AuditOutcome {
    static final String NOT_ESTIMABLE = PredictorJson.NOT_ESTIMABLE;

    private AuditOutcome() {}

    static Map<String, Object> json(FairnessReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", report.id().toString());
        json.put("predictor", report.predictor());
        json.put("dataset", report.dataset());
        json.put("task", report.task());
        json.put("threshold", report.threshold());
        json.put("overall", group(report.assessment().overall()));
        json.put("groups", report.groups().stream().map(AuditOutcome::group).toList());
        json.put("verdict", name(report.verdict()));
        json.put("reasons", reasons(report.verdict()));
        json.put("report", report.html().toString());
        json.put("data", report.json().toString());
        return json;
    }

    static void print(FairnessReport report, PrintWriter out) {
        out.printf("audit of %s on the validation patients of %s%n", report.predictor(), report.dataset());
        row(report.assessment().overall(), out);
        report.groups().forEach(group -> row(group, out));
        out.printf("verdict %s%n", name(report.verdict()));
        reasons(report.verdict()).forEach(reason -> out.printf("  %s%n", reason));
        out.printf("report  %s%n", report.html());
    }

    private static void row(GroupPerformance group, PrintWriter out) {
        out.printf(
                "  %-8s %-8s %5d images %5d positive   AUROC %s%n",
                group.attribute(), group.value(), group.n(), group.positives(), words(group.auroc()));
    }

    private static String words(Estimate estimate) {
        return estimate instanceof Estimated known
                ? String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", known.value(), known.low(), known.high())
                : NOT_ESTIMABLE + ": " + ((NotEstimable) estimate).reason();
    }

    private static Map<String, Object> group(GroupPerformance group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("attribute", group.attribute());
        json.put("value", group.value());
        json.put("n", group.n());
        json.put("patients", group.patients());
        json.put("positives", group.positives());
        if (group.auroc() instanceof Estimated known) {
            json.put("auroc", known.value());
            json.put("low", known.low());
            json.put("high", known.high());
        } else {
            json.put("auroc", NOT_ESTIMABLE);
            json.put("reason", ((NotEstimable) group.auroc()).reason());
        }
        return json;
    }

    static String name(Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return "PASS";
        }
        return verdict instanceof Verdict.Fail ? "FAIL" : "INSUFFICIENT_EVIDENCE";
    }

    private static List<String> reasons(Verdict verdict) {
        if (verdict instanceof Verdict.Fail fail) {
            return fail.reasons();
        }
        return verdict instanceof Verdict.InsufficientEvidence open ? open.reasons() : List.of();
    }
}
