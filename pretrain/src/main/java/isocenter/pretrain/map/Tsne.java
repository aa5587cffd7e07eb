package isocenter.pretrain.map;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Points in the plane that keep neighbours together: t-SNE with every pair counted (van der Maaten and Hinton 2008). Start
 * from the principal plane, learning rate and early exaggeration are those of scikit-learn's defaults (Kobak and Berens
 * 2019; Belkina et al. 2019), and nothing is drawn at random: the same points give the same picture. Time and memory grow
 * with the square of the number of points.
 *
 * <p>Only who is near whom may be read from it. Sizes of clusters and distances between them mean nothing.
 */
final class Tsne {
    static final double PERPLEXITY = 30;

    private static final int STEPS = 1000;
    private static final int EXAGGERATED_STEPS = 250;
    private static final double EXAGGERATION = 12;
    private static final double LEAST_RATE = 50;
    private static final double START_DEVIATION = 1e-4;
    private static final double LEAST_GAIN = 0.01;

    private final float[][] affinities;
    private final double[][] points;

    private Tsne(float[][] affinities, double[][] points) {
        this.affinities = affinities;
        this.points = points;
    }

    /**
     * Lays points out.
     *
     * @param rows [n][d], n ≥ 4
     * @param start [n][2], where they begin but for the scale
     * @return [n][2]
     */
    static double[][] of(float[][] rows, double[][] start) {
        double perplexity = Math.min(PERPLEXITY, (rows.length - 1) / 3.0);
        Tsne tsne = new Tsne(Affinities.of(rows, perplexity), scaled(start));
        tsne.run();
        return tsne.points;
    }

    private void run() {
        int count = points.length;
        double rate = Math.max(count / EXAGGERATION / 4, LEAST_RATE);
        double[][] speed = new double[count][2];
        double[][] gain = new double[count][2];
        for (double[] row : gain) {
            Arrays.fill(row, 1);
        }
        for (int step = 0; step < STEPS; step++) {
            boolean early = step < EXAGGERATED_STEPS;
            double[][] gradient = gradient(affinities, points, early ? EXAGGERATION : 1);
            double momentum = early ? 0.5 : 0.8;
            for (int i = 0; i < count; i++) {
                for (int axis = 0; axis < 2; axis++) {
                    boolean turned = speed[i][axis] * gradient[i][axis] < 0;
                    gain[i][axis] = Math.max(LEAST_GAIN, turned ? gain[i][axis] + 0.2 : gain[i][axis] * 0.8);
                    speed[i][axis] = momentum * speed[i][axis] - rate * gain[i][axis] * gradient[i][axis];
                    points[i][axis] += speed[i][axis];
                }
            }
        }
    }

    /** Of the divergence from the affinities to those in the plane (section 3.1, equation 5). */
    static double[][] gradient(float[][] affinities, double[][] points, double exaggeration) {
        int count = points.length;
        double[] sums = new double[count];
        double[][] attraction = new double[count][2];
        double[][] repulsion = new double[count][2];
        IntStream.range(0, count).parallel().forEach(i -> {
            double sum = 0;
            double pullX = 0;
            double pullY = 0;
            double pushX = 0;
            double pushY = 0;
            for (int j = 0; j < count; j++) {
                double x = points[i][0] - points[j][0];
                double y = points[i][1] - points[j][1];
                double near = 1 / (1 + x * x + y * y);
                double pull = affinities[i][j] * near;
                double push = near * near;
                sum += near;
                pullX += pull * x;
                pullY += pull * y;
                pushX += push * x;
                pushY += push * y;
            }
            sums[i] = sum - 1; // without the point itself
            attraction[i] = new double[] {pullX, pullY};
            repulsion[i] = new double[] {pushX, pushY};
        });
        double all = Arrays.stream(sums).sum();
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 2; axis++) {
                attraction[i][axis] = 4 * (exaggeration * attraction[i][axis] - repulsion[i][axis] / all);
            }
        }
        return attraction;
    }

    private static double[][] scaled(double[][] start) {
        double squares =
                Arrays.stream(start).mapToDouble(point -> point[0] * point[0]).sum();
        double deviation = Math.sqrt(squares / start.length);
        double factor = deviation > 0 ? START_DEVIATION / deviation : 0;
        return Arrays.stream(start)
                .map(point -> new double[] {point[0] * factor, point[1] * factor})
                .toArray(double[][]::new);
    }
}
