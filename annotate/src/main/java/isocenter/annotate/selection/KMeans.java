package isocenter.annotate.selection;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lloyd's k-means from k-means++ (Arthur and Vassilvitskii 2007). A group that runs empty keeps its
 * centre.
 */
final class KMeans {
    private static final int MOST_ROUNDS = 100;

    private final float[][] points;
    private final float[][] centres;
    private final int[] group;
    private final double[] squared;

    private KMeans(float[][] points, int groups, long seed) {
        this.points = points;
        this.centres = new float[groups][];
        this.group = new int[points.length];
        this.squared = new double[points.length];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        SplittableRandom random = new SplittableRandom(seed);
        int next = random.nextInt(points.length);
        for (int centre = 0; centre < groups; centre++) {
            centres[centre] = points[next].clone();
            approach(centre);
            next = draw(random);
        }
    }

    /**
     * Groups points.
     *
     * @param points [n][d]
     * @param groups 1 to n; groups that are not empty may be fewer where points coincide
     * @return the group of each point, from 0
     */
    static int[] of(float[][] points, int groups, long seed) {
        if (groups < 1 || groups > points.length) {
            throw new IllegalArgumentException(points.length + " images cannot make " + groups + " groups");
        }
        KMeans means = new KMeans(points, groups, seed);
        int[] before = new int[0];
        for (int round = 0; round < MOST_ROUNDS && !Arrays.equals(before, means.group); round++) {
            before = means.group.clone();
            means.centre();
            means.assign();
        }
        return means.group;
    }

    private void approach(int centre) {
        IntStream.range(0, points.length).parallel().forEach(i -> {
            double distance = Pool.squaredDistance(points[i], centres[centre]);
            if (distance < squared[i]) {
                squared[i] = distance;
                group[i] = centre;
            }
        });
    }

    /** A point, as probably as its squared distance to the nearest centre is large. */
    private int draw(SplittableRandom random) {
        double left = random.nextDouble() * Arrays.stream(squared).sum();
        for (int i = 0; i < squared.length; i++) {
            left -= squared[i];
            if (left < 0) {
                return i;
            }
        }
        return squared.length - 1;
    }

    private void assign() {
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        for (int centre = 0; centre < centres.length; centre++) {
            approach(centre);
        }
    }

    private void centre() {
        double[][] sums = new double[centres.length][points[0].length];
        int[] sizes = new int[centres.length];
        for (int i = 0; i < points.length; i++) {
            sizes[group[i]]++;
            for (int j = 0; j < points[i].length; j++) {
                sums[group[i]][j] += points[i][j];
            }
        }
        for (int centre = 0; centre < centres.length; centre++) {
            for (int j = 0; j < sums[centre].length && sizes[centre] > 0; j++) {
                centres[centre][j] = (float) (sums[centre][j] / sizes[centre]);
            }
        }
    }
}
