package isocenter.audit.report;

import isocenter.audit.fairness.AuditPolicy;
import isocenter.audit.fairness.FairnessAssessment;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as one page that needs nothing else: no script, no request, light, dark and printed. */
final class ReportPage {
    private static final String LIMITS = """
            <ul>
            <li>It shows differences between the groups that were recorded. Groups that nobody recorded (ethnicity,
            language, insurance, disability) may fare worse unseen; “unknown” is a group here, not an explanation.</li>
            <li>It does not show why groups differ. A gap can come from the model, from the labels, from who was imaged
            and referred, or from how the disease looks in a group.</li>
            <li>It holds for these images, this threshold and this version of the predictor. Another hospital, scanner
            or year needs its own audit.</li>
            <li>Labels are taken as true. Where they are worse for a group, so are these figures.</li>
            <li>No difference found is not equality proven: read the intervals. “Insufficient evidence” means that the
            data cannot tell, and is not a pass.</li>
            <li>Each attribute is looked at alone. Intersections (women over 80) are not in this report.</li>
            </ul>
            """;

    private ReportPage() {}

    static String html(ReportContent content, String jsonSha256) {
        AuditRequest request = content.request();
        FairnessAssessment assessment = content.assessment();
        ReportPlots plots = new ReportPlots(content);
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<title>Fairness audit: ")
                .append(Markup.escape(request.task()))
                .append("</title>\n<style>\n")
                .append(stylesheet())
                .append("</style></head>\n<body><main>\n")
                .append("<h1>Fairness audit <span>")
                .append(Markup.escape(request.task()))
                .append("</span></h1>\n")
                .append(verdict(assessment.verdict()))
                .append(facts(request, assessment.overall()));
        for (String attribute : request.attributes()) {
            html.append(attribute(attribute, assessment, plots));
        }
        html.append("<section><h2>Gaps between each group and the rest</h2>\n")
                .append(
                        "<p>The rest’s value minus the group’s: positive is to the group’s disadvantage. Two groups are each other’s"
                                + " rest, so they mirror.</p>\n")
                .append(ReportTables.gaps(assessment.gaps()))
                .append("</section>\n<section><h2>Spread over groups at the threshold</h2>\n")
                .append("<p>Point values over all groups that have the rate, small ones included.</p>\n")
                .append(ReportTables.disparities(assessment))
                .append("</section>\n<section><h2>Scores</h2>\n<div class=\"plots\"><figure>")
                .append(plots.histogram())
                .append("<figcaption>Scores of positives and negatives</figcaption></figure>\n<figure>")
                .append(plots.calibration(assessment.overall().calibration()))
                .append("<figcaption>Calibration in ten equal bins, dots by bin size; Brier score and calibration error"
                        + " (ECE) are in the tables</figcaption></figure></div></section>\n")
                .append("<section><h2>What this does not show</h2>\n")
                .append(LIMITS)
                .append("</section>\n<section><h2>How it was computed</h2>\n")
                .append(method(request.policy()))
                .append("</section>\n<section><h2>Provenance</h2>\n")
                .append(provenance(content, jsonSha256))
                .append("</section>\n</main></body></html>\n");
        return html.toString();
    }

    private static String verdict(Verdict verdict) {
        String style = ReportContent.outcome(verdict).toLowerCase(Locale.ROOT).replace('_', '-');
        String says = switch (ReportContent.outcome(verdict)) {
            case "PASS" -> "<b>Pass.</b> No group can fall short of the rest by more than the margins.";
            case "FAIL" -> "<b>Fail.</b> A group falls short of the rest by more than the margin, beyond chance.";
            default ->
                "<b>Insufficient evidence.</b> No group is shown to fall short beyond the margins, but for these"
                        + " it cannot be excluded:";
        };
        return "<section class=\"verdict " + style + "\"><p>" + says + "</p>" + list(ReportContent.reasons(verdict))
                + "</section>\n";
    }

    private static String list(List<String> items) {
        StringBuilder html = new StringBuilder("<ul>");
        items.forEach(item -> html.append("<li>").append(Markup.escape(item)).append("</li>"));
        return items.isEmpty() ? "" : html.append("</ul>").toString();
    }

    private static String facts(AuditRequest request, GroupPerformance overall) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Predictor", request.predictor());
        facts.put("Dataset", request.dataset());
        facts.put(
                "Images",
                overall.n() + " of " + overall.patients() + " patients, " + overall.positives() + " positive, "
                        + overall.negatives() + " negative");
        facts.put("Threshold", Double.toString(request.threshold()));
        return definitions(facts);
    }

    private static String definitions(Map<String, String> facts) {
        StringBuilder html = new StringBuilder("<dl>");
        facts.forEach((name, value) -> html.append("<dt>")
                .append(Markup.escape(name))
                .append("</dt><dd>")
                .append(Markup.escape(value))
                .append("</dd>\n"));
        return html.append("</dl>\n").toString();
    }

    private static String attribute(String attribute, FairnessAssessment assessment, ReportPlots plots) {
        List<GroupPerformance> groups = assessment.groups().stream()
                .filter(group -> group.attribute().equals(attribute))
                .toList();
        return "<section><h2>By " + Markup.escape(Markup.attributeName(attribute)) + "</h2>\n<div class=\"plots\">"
                + "<figure class=\"forest\">" + ForestPlot.svg(assessment.overall(), groups)
                + "<figcaption>Positives of images; bar: DeLong, thin line: patients resampled, vertical: everybody"
                + "</figcaption></figure>\n<figure>" + plots.roc(attribute, assessment.overall())
                + "<figcaption>ROC; dot: the threshold</figcaption></figure></div>\n"
                + ReportTables.groups(assessment, attribute) + "</section>\n";
    }

    private static String method(AuditPolicy policy) {
        return Markup.format(
                """
                <p>AUROC intervals (%1$.0f %%): DeLong, which takes images as independent, and the percentile interval of
                %2$d resamplings of patients, which does not (seed %3$d). Rates at the threshold: Clopper–Pearson. An
                AUROC, and any comparison, needs at least %4$d positives and %5$d negatives (sensitivity the former,
                specificity the latter) on both sides. A gap's interval joins both sides' intervals (MOVER), each the
                wider of images and patients; its p-value uses the larger standard error; p-values are adjusted by Holm
                over all comparisons of this report.</p>
                <p>Fail: a shortfall above the margin (AUROC %6$.2f, rates %7$.2f) with adjusted p below %8$.2f.
                Insufficient evidence: otherwise, if a gap is not estimable or its interval reaches beyond the margin.
                Pass: otherwise.</p>
                """,
                policy.confidence() * 100,
                policy.bootstrapReplicates(),
                policy.seed(),
                policy.minimumPositives(),
                policy.minimumNegatives(),
                policy.aurocMargin(),
                policy.rateMargin(),
                policy.significance());
    }

    private static String provenance(ReportContent content, String jsonSha256) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Report", content.id() + ", " + content.at());
        facts.putAll(content.request().provenance());
        facts.put("Threshold SHA-256", content.thresholdSha256());
        facts.put("Scores SHA-256", content.scoresSha256());
        facts.put("fairness.json SHA-256", jsonSha256);
        facts.put(
                "Ledger before",
                content.ledger().size() + " events, root " + content.ledger().rootHash());
        return definitions(facts);
    }

    private static String stylesheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
