package isocenter.audit.report;

import isocenter.audit.fairness.Calibration;
import isocenter.audit.fairness.Disparity;
import isocenter.audit.fairness.FairnessAssessment;
import isocenter.audit.fairness.Gap;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of one report. */
final class ReportTables {
    private ReportTables() {}

    static String groups(FairnessAssessment assessment, String attribute) {
        StringBuilder html = new StringBuilder("""
                <div class="wide"><table><thead><tr><th>group<th>images<th>patients<th>positives<th>negatives
                <th>AUROC<small>DeLong</small><th>AUROC<small>patients resampled</small>
                <th>sensitivity<th>specificity<th>PPV<th>called positive<th>Brier<small>ECE</small></tr></thead><tbody>
                """);
        html.append(row("everybody", assessment.overall()));
        assessment.groups().stream()
                .filter(group -> group.attribute().equals(attribute))
                .forEach(group -> html.append(row(group.value(), group)));
        return html.append("</tbody></table></div>").toString();
    }

    private static String row(String name, GroupPerformance group) {
        Calibration calibration = group.calibration();
        return "<tr><th scope=\"row\">" + Markup.escape(name)
                + count(group.n()) + count(group.patients()) + count(group.positives()) + count(group.negatives())
                + Markup.cell(group.auroc()) + Markup.cell(group.aurocByPatients())
                + Markup.cell(group.sensitivity()) + Markup.cell(group.specificity())
                + Markup.cell(group.positivePredictiveValue()) + Markup.cell(group.selectionRate())
                + (calibration == null
                        ? "<td class=\"none\">not estimable</td>"
                        : "<td class=\"number\">" + Markup.figure(calibration.brier()) + "<small>"
                                + Markup.figure(calibration.expectedCalibrationError()) + "</small></td>")
                + "</tr>\n";
    }

    private static String count(long count) {
        return "<td class=\"number\">" + count + "</td>";
    }

    /** One row per group, and for each metric the shortfall and its adjusted p. */
    static String gaps(List<Gap> gaps) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead><tr><th>attribute<th>group");
        for (Metric metric : Metric.values()) {
            html.append("<th>").append(metric(metric)).append("<small>margin ");
            html.append(Markup.format("%.2f", marginOf(metric, gaps))).append("</small><th>p<small>Holm</small>");
        }
        html.append("</tr></thead><tbody>\n");
        Map<List<String>, List<Gap>> rows = gaps.stream()
                .collect(Collectors.groupingBy(
                        gap -> List.of(gap.attribute(), gap.value()), LinkedHashMap::new, Collectors.toList()));
        rows.forEach((group, ofGroup) -> {
            html.append("<tr><td>").append(Markup.escape(Markup.attributeName(group.get(0))));
            html.append("</td><th scope=\"row\">")
                    .append(Markup.escape(group.get(1)))
                    .append("</th>");
            ofGroup.forEach(gap -> html.append(Markup.cell(gap.shortfall()))
                    .append("<td class=\"number\">")
                    .append(Markup.pValue(gap.pValue()))
                    .append("<small>")
                    .append(Markup.pValue(gap.adjustedP()))
                    .append("</small></td>"));
            html.append("</tr>\n");
        });
        return html.append("</tbody></table></div>").toString();
    }

    private static double marginOf(Metric metric, List<Gap> gaps) {
        return gaps.stream()
                .filter(gap -> gap.metric() == metric)
                .mapToDouble(Gap::margin)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String metric(Metric metric) {
        return switch (metric) {
            case AUROC -> "AUROC";
            case SENSITIVITY -> "sensitivity";
            case SPECIFICITY -> "specificity";
        };
    }

    static String disparities(FairnessAssessment assessment) {
        StringBuilder html = new StringBuilder("""
                <div class="wide"><table><thead><tr><th>attribute<th>demographic parity difference
                <th>demographic parity ratio<th>equalised odds difference<th>equalised odds ratio<th>lowest AUROC
                </tr></thead><tbody>
                """);
        for (Map.Entry<String, Disparity> entry : assessment.disparities().entrySet()) {
            Disparity disparity = entry.getValue();
            html.append("<tr><th scope=\"row\">").append(Markup.escape(Markup.attributeName(entry.getKey())));
            for (double value : new double[] {
                disparity.demographicParityDifference(),
                disparity.demographicParityRatio(),
                disparity.equalizedOddsDifference(),
                disparity.equalizedOddsRatio()
            }) {
                html.append("<td class=\"number\">").append(Markup.figure(value));
            }
            html.append("<td>")
                    .append(assessment
                            .worst(entry.getKey())
                            .map(group -> Markup.escape(group.value()))
                            .orElse("–"))
                    .append("</tr>\n");
        }
        return html.append("</tbody></table></div>").toString();
    }
}
