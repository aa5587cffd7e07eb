package isocenter.annotate.agreement;

/** How grave it is to differ by so many categories (Cohen 1968). */
public enum Weighting {
    /** All differences alike: Cohen's kappa of 1960, for categories without order. */
    NONE,
    /** In proportion to the distance. */
    LINEAR,
    /** In proportion to its square. */
    QUADRATIC;

    double disagreement(int first, int second) {
        int distance = Math.abs(first - second);
        return switch (this) {
            case NONE -> distance == 0 ? 0 : 1;
            case LINEAR -> distance;
            case QUADRATIC -> (double) distance * distance;
        };
    }
}
