package isocenter.audit.fairness;

import java.util.List;

/** A group's subjects with everything that its own figures and its comparison with others need. */
final class MeasuredGroup {
    private final Cohort cohort;
    private final AuditPolicy policy;
    private final PatientBootstrap bootstrap;

    private MeasuredGroup(Cohort cohort, AuditPolicy policy) {
        this.cohort = cohort;
        this.policy = policy;
        this.bootstrap = PatientBootstrap.of(cohort, policy.bootstrapReplicates(), policy.seed());
    }

    static MeasuredGroup of(List<ScoredSubject> subjects, double threshold, AuditPolicy policy) {
        return new MeasuredGroup(Cohort.of(subjects, threshold), policy);
    }

    Confusion counts() {
        return cohort.confusion();
    }

    GroupPerformance performance(String attribute, String value) {
        Confusion counts = counts();
        double confidence = policy.confidence();
        double[] scores = cohort.ranked().scores();
        return new GroupPerformance(
                attribute,
                value,
                cohort.patients(),
                counts,
                byImages(Metric.AUROC),
                byPatients(Metric.AUROC),
                byImages(Metric.SENSITIVITY),
                byImages(Metric.SPECIFICITY),
                counts.positivePredictiveValue(confidence),
                counts.selectionRate(confidence),
                counts.falsePositiveRate(confidence),
                counts.falseNegativeRate(confidence),
                Calibration.applies(scores)
                        ? Calibration.of(scores, cohort.ranked().positive())
                        : null);
    }

    /** With images taken as independent: DeLong for the AUROC, Clopper–Pearson for rates. */
    Estimate byImages(Metric metric) {
        return switch (metric) {
            case AUROC ->
                isAurocAllowed()
                        ? Auroc.of(cohort.ranked().scores(), cohort.ranked().positive(), policy.confidence())
                        : tooFew();
            case SENSITIVITY -> counts().sensitivity(policy.confidence());
            case SPECIFICITY -> counts().specificity(policy.confidence());
        };
    }

    /** With patients resampled. */
    Estimate byPatients(Metric metric) {
        return byImages(metric) instanceof Estimated known
                ? bootstrap.interval(metric, known.value(), policy.confidence())
                : byImages(metric);
    }

    double patientVariance(Metric metric) {
        return bootstrap.variance(metric);
    }

    double aurocVariance() {
        return DeLong.of(cohort.ranked()).variance();
    }

    /** Whether the policy's minimum is met for comparing the metric. */
    boolean isComparable(Metric metric) {
        return switch (metric) {
            case AUROC -> isAurocAllowed();
            case SENSITIVITY -> counts().positives() >= policy.minimumPositives();
            case SPECIFICITY -> counts().negatives() >= policy.minimumNegatives();
        };
    }

    private boolean isAurocAllowed() {
        return counts().positives() >= policy.minimumPositives() && counts().negatives() >= policy.minimumNegatives();
    }

    NotEstimable tooFew() {
        return new NotEstimable("%d positives and %d negatives; the policy asks for %d and %d"
                .formatted(
                        counts().positives(),
                        counts().negatives(),
                        policy.minimumPositives(),
                        policy.minimumNegatives()));
    }
}
