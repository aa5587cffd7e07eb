package isocenter.audit.fairness;

import org.jspecify.annotations.Nullable;

/**
 * What a predictor does in one group.
 *
 * @param attribute the sensitive attribute, or "all"
 * @param value its value in this group, or "all"
 * @param patients distinct patients of the group's images
 * @param confusion counts at the frozen threshold; they hold n, positives and negatives
 * @param auroc with DeLong's interval, which takes images as independent
 * @param aurocByPatients with the interval of {@link PatientBootstrap}
 * @param calibration null when scores are not probabilities
 */
public record GroupPerformance(
        String attribute,
        String value,
        long patients,
        Confusion confusion,
        Estimate auroc,
        Estimate aurocByPatients,
        Estimate sensitivity,
        Estimate specificity,
        Estimate positivePredictiveValue,
        Estimate selectionRate,
        Estimate falsePositiveRate,
        Estimate falseNegativeRate,
        @Nullable Calibration calibration) {

    /** Images. */
    public long n() {
        return confusion.size();
    }

    public long positives() {
        return confusion.positives();
    }

    public long negatives() {
        return confusion.negatives();
    }
}
