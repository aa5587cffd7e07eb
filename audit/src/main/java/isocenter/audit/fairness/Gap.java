package isocenter.audit.fairness;

/**
 * How far a group falls short of everybody else.
 *
 * @param shortfall the rest's value minus the group's; positive is to the group's disadvantage
 * @param standardError of the shortfall, the larger of that over images and that over patients; NaN if not estimable
 * @param pValue two-sided; NaN if not estimable
 * @param adjustedP Holm-adjusted over the report's family of comparisons; NaN if not estimable
 * @param margin what the policy tolerates
 */
public record Gap(
        Metric metric,
        String attribute,
        String value,
        Estimate shortfall,
        double standardError,
        double pValue,
        double adjustedP,
        double margin) {

    /** The group is worse by more than the margin, and chance does not explain that there is a difference. */
    public boolean isFailure(double significance) {
        return shortfall instanceof Estimated gap && gap.value() > margin && adjustedP < significance;
    }

    /** A shortfall beyond the margin cannot be excluded. */
    public boolean isOpen() {
        return !(shortfall instanceof Estimated gap) || gap.high() > margin;
    }

    Gap withAdjustedP(double adjusted) {
        return new Gap(metric, attribute, value, shortfall, standardError, pValue, adjusted, margin);
    }

    /**
     * Compares a group with the rest. The interval is built from both sides' own intervals (MOVER: Zou and Donner 2008;
     * for proportions Newcombe 1998), each the hull of the one over images and the one over patients, so that it neither
     * collapses at 0 or 1 nor forgets that a patient's images depend on one another.
     */
    static Gap between(
            Metric metric,
            String attribute,
            String value,
            MeasuredGroup group,
            MeasuredGroup rest,
            AuditPolicy policy) {
        double margin = policy.margin(metric);
        if (rest.counts().size() == 0) {
            return notEstimable(metric, attribute, value, "there is no other group to compare with", margin);
        }
        for (MeasuredGroup side : new MeasuredGroup[] {group, rest}) {
            if (!side.isComparable(metric)) {
                String whose = side == group ? "the group has " : "the rest has ";
                return notEstimable(
                        metric, attribute, value, whose + side.tooFew().reason(), margin);
            }
        }
        Estimated mine = hull(group, metric);
        Estimated theirs = hull(rest, metric);
        double shortfall = theirs.value() - mine.value();
        double below = Math.hypot(theirs.value() - theirs.low(), mine.high() - mine.value());
        double above = Math.hypot(theirs.high() - theirs.value(), mine.value() - mine.low());
        double error = Math.sqrt(Math.max(
                imageVariance(metric, group, rest), group.patientVariance(metric) + rest.patientVariance(metric)));
        double p = AurocComparison.p(shortfall, error);
        return new Gap(
                metric,
                attribute,
                value,
                new Estimated(shortfall, Math.max(-1, shortfall - below), Math.min(1, shortfall + above)),
                error,
                p,
                p,
                margin);
    }

    private static Gap notEstimable(Metric metric, String attribute, String value, String reason, double margin) {
        return new Gap(metric, attribute, value, new NotEstimable(reason), Double.NaN, Double.NaN, Double.NaN, margin);
    }

    private static Estimated hull(MeasuredGroup side, Metric metric) {
        Estimated images = (Estimated) side.byImages(metric);
        return side.byPatients(metric) instanceof Estimated patients
                ? new Estimated(
                        images.value(),
                        Math.min(images.low(), patients.low()),
                        Math.max(images.high(), patients.high()))
                : images;
    }

    private static double imageVariance(Metric metric, MeasuredGroup group, MeasuredGroup rest) {
        Confusion a = group.counts();
        Confusion b = rest.counts();
        return switch (metric) {
            case AUROC -> group.aurocVariance() + rest.aurocVariance();
            case SENSITIVITY -> pooled(a.truePositives(), a.positives(), b.truePositives(), b.positives());
            case SPECIFICITY -> pooled(a.trueNegatives(), a.negatives(), b.trueNegatives(), b.negatives());
        };
    }

    /** The variance of a difference of proportions if both were one: p(1 − p)(1/n₁ + 1/n₂). */
    private static double pooled(double k1, double n1, double k2, double n2) {
        double p = (k1 + k2) / (n1 + n2);
        return p * (1 - p) * (1 / n1 + 1 / n2);
    }
}
