package isocenter.audit.fairness;

/**
 * When a difference between groups counts. Fixed before scores are seen, and recorded with the report.
 *
 * @param confidence of every interval
 * @param minimumPositives positives a group and the rest each need before they are compared
 * @param minimumNegatives negatives likewise
 * @param aurocMargin largest tolerable shortfall of a group's AUROC against the rest
 * @param rateMargin largest tolerable shortfall of sensitivity or specificity
 * @param significance level for Holm-adjusted p-values
 * @param bootstrapReplicates how often patients are resampled
 * @param seed of the resampling
 */
public record AuditPolicy(
        double confidence,
        int minimumPositives,
        int minimumNegatives,
        double aurocMargin,
        double rateMargin,
        double significance,
        int bootstrapReplicates,
        long seed) {
    public AuditPolicy {
        if (!(confidence > 0 && confidence < 1 && significance > 0 && significance < 1)) {
            throw new IllegalArgumentException(
                    "Confidence and significance lie between 0 and 1, for example 0.95, 0.05");
        }
        if (minimumPositives < 2 || minimumNegatives < 2) {
            throw new IllegalArgumentException("A comparison needs at least two positives and two negatives");
        }
        if (!(aurocMargin >= 0 && rateMargin >= 0) || bootstrapReplicates < 100) {
            throw new IllegalArgumentException(
                    "Margins are not negative, and an interval needs 100 replicates or more");
        }
    }

    /** 95 % intervals, 10 positives and 10 negatives, margins 0.05 (AUROC) and 0.10 (rates), 1000 replicates. */
    public static AuditPolicy standard() {
        return new AuditPolicy(0.95, 10, 10, 0.05, 0.10, 0.05, 1000, 20261122);
    }

    double margin(Metric metric) {
        return metric == Metric.AUROC ? aurocMargin : rateMargin;
    }
}
