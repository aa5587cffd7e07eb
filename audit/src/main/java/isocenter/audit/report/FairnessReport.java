package isocenter.audit.report;

import isocenter.audit.fairness.FairnessAssessment;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.Verdict;
import isocenter.audit.ledger.LedgerHead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A kept audit.
 *
 * @param thresholdSha256 hash of the canonical JSON of predictor, task and threshold
 * @param assessment the figures
 * @param html the page, absolute
 * @param json the same as data, absolute
 * @param head the ledger after the audit's event
 */
public record FairnessReport(
        UUID id,
        Instant at,
        String predictor,
        String dataset,
        String task,
        double threshold,
        String thresholdSha256,
        FairnessAssessment assessment,
        Path html,
        Path json,
        LedgerHead head) {

    public Verdict verdict() {
        return assessment.verdict();
    }

    public List<GroupPerformance> groups() {
        return assessment.groups();
    }
}
