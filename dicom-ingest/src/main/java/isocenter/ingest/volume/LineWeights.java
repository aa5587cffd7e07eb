package isocenter.ingest.volume;

/**
 * How values along one axis are read at other places: interpolated linearly where those lie closer together, averaged under
 * a triangle as wide as twice their distance where they lie farther apart, so that nothing aliases. Weights of one place sum
 * to 1; a place more than half a source step outside has none.
 */
final class LineWeights {
    private static final double TOLERANCE = 1e-9;

    private final int[] first;
    private final double[][] weights;

    /**
     * @param count source values
     * @param spacing between them, mm
     * @param shift how far the source's middle lies along the axis, mm
     */
    LineWeights(BlockAxis target, int count, double spacing, double shift) {
        first = new int[target.count()];
        weights = new double[target.count()][];
        double support = Math.max(1, target.spacing() / spacing);
        for (int i = 0; i < weights.length; i++) {
            double centre = (target.offset(i) - shift) / spacing + (count - 1) / 2.0;
            boolean inside = centre >= -0.5 - TOLERANCE && centre <= count - 0.5 + TOLERANCE;
            int from = Math.max(0, (int) Math.ceil(centre - support));
            int to = Math.min(count - 1, (int) Math.floor(centre + support));
            first[i] = from;
            weights[i] = inside ? triangle(centre, support, from, to) : new double[0];
        }
    }

    private static double[] triangle(double centre, double support, int from, int to) {
        double[] weights = new double[to - from + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.max(0, 1 - Math.abs(from + i - centre) / support);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    int count() {
        return first.length;
    }

    boolean covers(int target) {
        return weights[target].length > 0;
    }

    /** The first source value that a place needs. */
    int first(int target) {
        return first[target];
    }

    /** Weights from the first source value on; empty outside. */
    double[] of(int target) {
        return weights[target];
    }
}
