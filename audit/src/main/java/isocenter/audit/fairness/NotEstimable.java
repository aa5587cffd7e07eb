package isocenter.audit.fairness;

/**
 * The data do not give the number. Never reported as 0 and never left out.
 *
 * @param reason with the counts that were there
 */
public record NotEstimable(String reason) implements Estimate {}
