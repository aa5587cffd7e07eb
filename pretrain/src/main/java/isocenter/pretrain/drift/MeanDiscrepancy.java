package isocenter.pretrain.drift;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The squared maximum mean discrepancy of two sets of vectors (Gretton et al. 2012, JMLR 13:723, unbiased estimate, eq. 3)
 * with a Gaussian kernel as wide as the median distance: 0 on average where both come from one distribution.
 */
final class MeanDiscrepancy implements ToDoubleFunction<boolean[]> {
    private final double[][] kernel;

    /** @param rows [N][width] of both sets together */
    MeanDiscrepancy(float[][] rows) {
        double[][] squared = squaredDistances(rows);
        double width = median(squared);
        kernel = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                // all at one place: nothing differs, whatever the width
                kernel[i][j] = width == 0 ? 1 : Math.exp(-squared[i][j] / width);
            }
        }
    }

    /** @param second true for the rows of the second set; both sets have two rows at least */
    @Override
    public double applyAsDouble(boolean[] second) {
        double within = 0;
        double withinSecond = 0;
        double between = 0;
        int n = 0;
        for (int i = 0; i < second.length; i++) {
            n += second[i] ? 1 : 0;
            for (int j = 0; j < i; j++) {
                if (second[i] != second[j]) {
                    between += kernel[i][j];
                } else if (second[i]) {
                    withinSecond += kernel[i][j];
                } else {
                    within += kernel[i][j];
                }
            }
        }
        double m = second.length - (double) n;
        return 2 * within / (m * (m - 1)) + 2 * withinSecond / (n * (n - 1.0)) - 2 * between / (m * n);
    }

    private static double[][] squaredDistances(float[][] rows) {
        double[][] squared = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < rows[i].length; k++) {
                    double difference = (double) rows[i][k] - rows[j][k];
                    sum += difference * difference;
                }
                squared[i][j] = sum;
                squared[j][i] = sum;
            }
        }
        return squared;
    }

    /** Of the distances between different rows; the upper one of two in the middle. */
    private static double median(double[][] squared) {
        double[] all = new double[squared.length * (squared.length - 1) / 2];
        int at = 0;
        for (int i = 0; i < squared.length; i++) {
            for (int j = 0; j < i; j++) {
                all[at++] = squared[i][j];
            }
        }
        Arrays.sort(all);
        return all[all.length / 2];
    }
}
