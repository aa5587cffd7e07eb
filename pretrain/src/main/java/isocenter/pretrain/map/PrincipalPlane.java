package isocenter.pretrain.map;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The plane in which points vary most: their first two principal components, by subspace iteration on the covariance.
 *
 * @param points [n][2]; along each axis the coordinate of largest size is positive, so that the picture is not mirrored at
 *     random
 * @param shares of the whole variance along each axis, falling
 */
record PrincipalPlane(double[][] points, double[] shares) {
    private static final int AXES = 2;
    private static final int MOST_ROUNDS = 500;
    private static final double STILL = 1e-12;

    /** @param rows [n][d], n ≥ 3 */
    static PrincipalPlane of(float[][] rows) {
        int width = rows[0].length;
        double[][] centred = centred(rows);
        double whole = 0;
        for (double[] row : centred) {
            whole += product(row, row);
        }
        SplittableRandom random = new SplittableRandom(1);
        double[][] axes = new double[AXES][];
        for (int axis = 0; axis < AXES; axis++) {
            axes[axis] = random.doubles(width, -1, 1).toArray();
        }
        orthonormalise(axes);
        double captured = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double before = captured;
            captured = 0;
            for (int axis = 0; axis < AXES; axis++) {
                double[] next = new double[width];
                for (double[] row : centred) {
                    double coordinate = product(row, axes[axis]);
                    captured += coordinate * coordinate;
                    add(next, row, coordinate);
                }
                axes[axis] = next;
            }
            orthonormalise(axes);
            if (captured - before <= STILL * whole) {
                break;
            }
        }
        return projected(centred, axes, whole);
    }

    private static PrincipalPlane projected(double[][] centred, double[][] axes, double whole) {
        double[][] points = Arrays.stream(centred)
                .map(row -> new double[] {product(row, axes[0]), product(row, axes[1])})
                .toArray(double[][]::new);
        turnToPrincipalAxes(points);
        double[] shares = new double[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            double largest = 0;
            for (double[] point : points) {
                shares[axis] += whole > 0 ? point[axis] * point[axis] / whole : 0;
                largest = Math.abs(point[axis]) > Math.abs(largest) ? point[axis] : largest;
            }
            for (double[] point : points) {
                point[axis] *= largest < 0 ? -1 : 1;
            }
        }
        return new PrincipalPlane(points, shares);
    }

    /** The plane is found long before the axes within it: they are those of its own 2 × 2 covariance. */
    private static void turnToPrincipalAxes(double[][] points) {
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (double[] point : points) {
            xx += point[0] * point[0];
            xy += point[0] * point[1];
            yy += point[1] * point[1];
        }
        double angle = 0.5 * Math.atan2(2 * xy, xx - yy);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (double[] point : points) {
            double x = cos * point[0] + sin * point[1];
            point[1] = cos * point[1] - sin * point[0];
            point[0] = x;
        }
    }

    private static double[][] centred(float[][] rows) {
        double[] mean = new double[rows[0].length];
        for (float[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += (double) row[j] / rows.length;
            }
        }
        return Arrays.stream(rows)
                .map(row -> {
                    double[] centred = new double[mean.length];
                    for (int j = 0; j < mean.length; j++) {
                        centred[j] = row[j] - mean[j];
                    }
                    return centred;
                })
                .toArray(double[][]::new);
    }

    /** Gram and Schmidt; an axis of nothing stays one. */
    private static void orthonormalise(double[][] axes) {
        for (int axis = 0; axis < AXES; axis++) {
            for (int earlier = 0; earlier < axis; earlier++) {
                add(axes[axis], axes[earlier], -product(axes[axis], axes[earlier]));
            }
            double length = Math.sqrt(product(axes[axis], axes[axis]));
            for (int j = 0; length > 0 && j < axes[axis].length; j++) {
                axes[axis][j] /= length;
            }
        }
    }

    private static void add(double[] target, double[] row, double times) {
        for (int j = 0; j < target.length; j++) {
            target[j] += times * row[j];
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
