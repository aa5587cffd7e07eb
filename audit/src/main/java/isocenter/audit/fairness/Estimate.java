package isocenter.audit.fairness;

/** A number with its confidence interval, or the reason why the data do not give one. */
public sealed interface Estimate permits Estimated, NotEstimable {}
