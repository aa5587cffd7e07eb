package isocenter.audit.report;

import isocenter.audit.fairness.Calibration;
import isocenter.audit.fairness.Confusion;
import isocenter.audit.fairness.Disparity;
import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.FairnessAssessment;
import isocenter.audit.fairness.Gap;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.NotEstimable;
import isocenter.audit.fairness.Verdict;
import isocenter.audit.ledger.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as data: the page's figures without rounding, in JSON. A figure that the data do not give is an object with
 * the reason.
 */
final class ReportData {
    private ReportData() {}

    static String json(ReportContent content) {
        AuditRequest request = content.request();
        FairnessAssessment assessment = content.assessment();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("id", content.id().toString());
        report.put("at", content.at().toString());
        report.put("predictor", request.predictor());
        report.put("dataset", request.dataset());
        report.put("task", request.task());
        report.put("threshold", request.threshold());
        report.put("thresholdSha256", content.thresholdSha256());
        report.put("scoresSha256", content.scoresSha256());
        report.put("policy", request.policy());
        report.put("verdict", verdict(assessment.verdict()));
        report.put("overall", group(assessment.overall()));
        report.put("groups", assessment.groups().stream().map(ReportData::group).toList());
        report.put("gaps", assessment.gaps().stream().map(ReportData::gap).toList());
        report.put("disparities", disparities(assessment.disparities()));
        report.put("provenance", request.provenance());
        report.put(
                "ledgerBefore",
                Map.of(
                        "size", content.ledger().size(),
                        "root", content.ledger().rootHash()));
        return CanonicalJson.of(report);
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        return Map.of("outcome", ReportContent.outcome(verdict), "reasons", ReportContent.reasons(verdict));
    }

    private static Map<String, Object> group(GroupPerformance group) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("attribute", group.attribute());
        data.put("value", group.value());
        data.put("n", group.n());
        data.put("patients", group.patients());
        data.put("positives", group.positives());
        data.put("negatives", group.negatives());
        data.put("confusion", counts(group.confusion()));
        data.put("auroc", estimate(group.auroc()));
        data.put("aurocByPatients", estimate(group.aurocByPatients()));
        data.put("sensitivity", estimate(group.sensitivity()));
        data.put("specificity", estimate(group.specificity()));
        data.put("positivePredictiveValue", estimate(group.positivePredictiveValue()));
        data.put("selectionRate", estimate(group.selectionRate()));
        data.put("falsePositiveRate", estimate(group.falsePositiveRate()));
        data.put("falseNegativeRate", estimate(group.falseNegativeRate()));
        Calibration calibration = group.calibration();
        if (calibration != null) {
            data.put("brier", calibration.brier());
            data.put("expectedCalibrationError", calibration.expectedCalibrationError());
        }
        return data;
    }

    private static Map<String, Long> counts(Confusion confusion) {
        return Map.of(
                "truePositives", confusion.truePositives(),
                "falsePositives", confusion.falsePositives(),
                "trueNegatives", confusion.trueNegatives(),
                "falseNegatives", confusion.falseNegatives());
    }

    private static Map<String, Object> gap(Gap gap) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("metric", gap.metric().name());
        data.put("attribute", gap.attribute());
        data.put("value", gap.value());
        data.put("shortfall", estimate(gap.shortfall()));
        data.put("standardError", finite(gap.standardError()));
        data.put("pValue", finite(gap.pValue()));
        data.put("adjustedP", finite(gap.adjustedP()));
        data.put("margin", gap.margin());
        return data;
    }

    private static Map<String, Object> disparities(Map<String, Disparity> disparities) {
        Map<String, Object> data = new LinkedHashMap<>();
        disparities.forEach((attribute, disparity) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("demographicParityDifference", finite(disparity.demographicParityDifference()));
            values.put("demographicParityRatio", finite(disparity.demographicParityRatio()));
            values.put("equalizedOddsDifference", finite(disparity.equalizedOddsDifference()));
            values.put("equalizedOddsRatio", finite(disparity.equalizedOddsRatio()));
            data.put(attribute, values);
        });
        return data;
    }

    private static Map<String, Object> estimate(Estimate estimate) {
        if (estimate instanceof Estimated known) {
            return Map.of("value", known.value(), "low", known.low(), "high", known.high());
        }
        return Map.of("notEstimable", ((NotEstimable) estimate).reason());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
