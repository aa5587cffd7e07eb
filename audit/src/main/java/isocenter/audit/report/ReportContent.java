package isocenter.audit.report;

import isocenter.audit.content.Sha256;
import isocenter.audit.fairness.FairnessAssessment;
import isocenter.audit.fairness.Verdict;
import isocenter.audit.ledger.CanonicalJson;
import isocenter.audit.ledger.LedgerHead;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything that a report's page and its data say.
 *
 * @param ledger the ledger's head before the audit's own event
 */
record ReportContent(UUID id, Instant at, AuditRequest request, FairnessAssessment assessment, LedgerHead ledger) {

    /** Binds the decision threshold to predictor and task. */
    String thresholdSha256() {
        return Sha256.hex(CanonicalJson.of(
                Map.of("predictor", request.predictor(), "task", request.task(), "threshold", request.threshold())));
    }

    /** Binds the report to the scores it was computed from, in whatever order they came. */
    String scoresSha256() {
        return Sha256.hex(CanonicalJson.of(request.scores().stream()
                .sorted(Comparator.comparing(score -> score.subject()))
                .map(score ->
                        List.of(score.subject(), score.patient(), score.score(), score.positive(), score.attributes()))
                .toList()));
    }

    static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return "PASS";
        }
        return verdict instanceof Verdict.Fail ? "FAIL" : "INSUFFICIENT_EVIDENCE";
    }

    static List<String> reasons(Verdict verdict) {
        if (verdict instanceof Verdict.Fail fail) {
            return fail.reasons();
        }
        return verdict instanceof Verdict.InsufficientEvidence insufficient ? insufficient.reasons() : List.of();
    }
}
