package isocenter.annotate.agreement;

/** What the distance between two categories means for Krippendorff's alpha. */
public enum Scale {
    /** Same or not. */
    NOMINAL,
    /** They have an order; what lies between two counts by how often it was said. */
    ORDINAL,
    /** They are equally far apart. */
    INTERVAL;

    /**
     * The squared distance (Krippendorff 2011, section F).
     *
     * @param said how often each category was given
     */
    double distance(int first, int second, double[] said) {
        return switch (this) {
            case NOMINAL -> first == second ? 0 : 1;
            case ORDINAL -> square(between(Math.min(first, second), Math.max(first, second), said));
            case INTERVAL -> square(first - second);
        };
    }

    private static double between(int low, int high, double[] said) {
        double sum = -(said[low] + said[high]) / 2;
        for (int category = low; category <= high; category++) {
            sum += said[category];
        }
        return low == high ? 0 : sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
