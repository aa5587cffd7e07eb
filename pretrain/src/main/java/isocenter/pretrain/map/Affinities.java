package isocenter.pretrain.map;

import java.util.stream.IntStream;

/**
 * How much points are neighbours, as t-SNE has it (van der Maaten and Hinton 2008, section 2 and equation 1): a Gaussian
 * around each, as wide as makes its perplexity the one asked for; made symmetric, and 1 in sum.
 */
final class Affinities {
    private static final int MOST_HALVINGS = 100;
    private static final double EXACT = 1e-5;

    private Affinities() {}

    /**
     * Measures all pairs.
     *
     * @param rows [n][d]
     * @param perplexity effective number of neighbours, 1 to (n − 1)
     * @return [n][n], symmetric, 0 on the diagonal
     */
    static float[][] of(float[][] rows, double perplexity) {
        int count = rows.length;
        float[][] given = new float[count][];
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> given[i] = conditional(squaredDistances(rows, i), i, perplexity));
        IntStream.range(0, count).forEach(i -> {
            for (int j = 0; j < i; j++) {
                float both = (given[i][j] + given[j][i]) / (2 * count);
                given[i][j] = both;
                given[j][i] = both;
            }
        });
        return given;
    }

    private static double[] squaredDistances(float[][] rows, int from) {
        double[] distances = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (int j = 0; j < rows[i].length; j++) {
                double gap = rows[from][j] - rows[i][j];
                sum += gap * gap;
            }
            distances[i] = sum;
        }
        return distances;
    }

    /** The shares of all others around one point; the precision is searched by bisection. */
    private static float[] conditional(double[] distances, int self, double perplexity) {
        double wanted = Math.log(perplexity);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < distances.length; j++) {
            nearest = j == self ? nearest : Math.min(nearest, distances[j]);
        }
        double[] weights = new double[distances.length];
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double sum = 0;
            double mean = 0;
            for (int j = 0; j < distances.length; j++) {
                // what is common to all distances cancels, and nothing underflows to a sum of 0
                weights[j] = j == self ? 0 : Math.exp(-(distances[j] - nearest) * precision);
                sum += weights[j];
                mean += weights[j] * (distances[j] - nearest);
            }
            double excess = Math.log(sum) + precision * mean / sum - wanted;
            if (Math.abs(excess) <= EXACT) {
                break;
            }
            if (excess > 0) {
                low = precision;
                precision = Double.isInfinite(high) ? precision * 2 : (precision + high) / 2;
            } else {
                high = precision;
                precision = (precision + low) / 2;
            }
        }
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        float[] shares = new float[distances.length];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = (float) (weights[j] / sum);
        }
        return shares;
    }
}
