package isocenter.audit.fairness;

/** The metrics by which groups are compared. More is better in each. */
public enum Metric {
    AUROC,
    SENSITIVITY,
    SPECIFICITY
}
