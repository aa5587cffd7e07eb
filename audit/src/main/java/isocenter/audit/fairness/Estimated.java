package isocenter.audit.fairness;

/**
 * A point estimate with a two-sided confidence interval.
 *
 * @param value the estimate
 * @param low lower limit, at most {@code value}
 * @param high upper limit, at least {@code value}
 */
public record Estimated(double value, double low, double high) implements Estimate {
    public Estimated {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "An interval must hold its estimate: " + low + ", " + value + ", " + high);
        }
    }
}
