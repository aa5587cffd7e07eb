package isocenter.pretrain.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Numbers of scikit-learn 1.9.1 for the same points, which both compute from the same formula. */
class TsneTest {
    private static final int NEAR = 12;

    @Test
    void principalPlaneIsScikitLearns() {
        PrincipalPlane plane = PrincipalPlane.of(Threads.points());
        assertThat(plane.shares()[0]).isCloseTo(0.13912467658519745, within(1e-6));
        assertThat(plane.shares()[1]).isCloseTo(0.129019632935524, within(1e-6));
        assertThat(Math.abs(plane.points()[0][0])).isCloseTo(0.27881380915641785, within(1e-4));
        assertThat(Math.abs(plane.points()[0][1])).isCloseTo(0.1188504695892334, within(1e-4));
        assertThat(Math.abs(plane.points()[17][0])).isCloseTo(0.5402891635894775, within(1e-4));
        assertThat(Math.abs(plane.points()[17][1])).isCloseTo(0.09619556367397308, within(1e-4));
    }

    @Test
    void affinitiesAreScikitLearns() {
        float[][] affinities = Affinities.of(Arrays.copyOf(Threads.points(), 40), 10);
        Percentage exact = Percentage.withPercentage(0.01);
        assertThat((double) affinities[0][1]).isCloseTo(0.0006302803480932424, exact);
        assertThat((double) affinities[0][5]).isCloseTo(0.0055490977039213876, exact);
        assertThat((double) affinities[3][38]).isCloseTo(0.00015956406644588987, exact);
        assertThat((double) affinities[20][25]).isCloseTo(0.005403528195643044, exact);
        assertThat((double) affinities[39][12]).isCloseTo(0.0003077314805117849, exact);
        assertThat(affinities[7][7]).isZero();
    }

    @Test
    void gradientIsThatOfTheDivergence() {
        int count = 8;
        float[][] affinities = Affinities.of(Arrays.copyOf(Threads.points(), count), 2);
        double[][] points = new double[count][2];
        for (int i = 0; i < count; i++) {
            points[i] = new double[] {Math.sin(3.0 * i), Math.cos(5.0 * i)};
        }
        double[][] gradient = Tsne.gradient(affinities, points, 1);
        double step = 1e-5;
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 2; axis++) {
                points[i][axis] += step;
                double above = divergence(affinities, points);
                points[i][axis] -= 2 * step;
                double below = divergence(affinities, points);
                points[i][axis] += step;
                assertThat(gradient[i][axis]).isCloseTo((above - below) / (2 * step), within(1e-6));
            }
        }
    }

    @Test
    void neighboursStayTogetherAsWellAsInScikitLearn() {
        float[][] rows = Threads.points();
        double[][] plane = PrincipalPlane.of(rows).points();
        assertThat(trustworthiness(rows, plane))
                .as("the measure is scikit-learn's")
                .isCloseTo(0.70095271, within(2e-4));
        double[][] points = Tsne.of(rows, plane);
        assertThat(trustworthiness(rows, points)).isGreaterThan(0.97080119 - 0.02);
        assertThat(divergence(Affinities.of(rows, Tsne.PERPLEXITY), points)).isLessThan(0.38407753 * 1.1);
        assertThat(Tsne.of(rows, plane)).as("nothing is drawn at random").isDeepEqualTo(points);
    }

    /** Kullback and Leibler's, from the affinities to those in the plane (van der Maaten and Hinton 2008, equation 4). */
    private static double divergence(float[][] affinities, double[][] points) {
        double sum = 0;
        for (double[] a : points) {
            for (double[] b : points) {
                sum += a == b ? 0 : near(a, b);
            }
        }
        double divergence = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                if (i != j) {
                    divergence += affinities[i][j] * Math.log(affinities[i][j] / (near(points[i], points[j]) / sum));
                }
            }
        }
        return divergence;
    }

    private static double near(double[] a, double[] b) {
        return 1 / (1 + Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2));
    }

    /** Venna and Kaski (2001): 1 less the ranks of those who became neighbours without having been such. */
    private static double trustworthiness(float[][] rows, double[][] points) {
        int count = rows.length;
        double penalty = 0;
        for (int i = 0; i < count; i++) {
            float[] from = rows[i];
            double[] at = points[i];
            List<Integer> ranked = ranked(
                    i,
                    count,
                    j -> IntStream.range(0, from.length)
                            .mapToDouble(k -> Math.pow((double) from[k] - rows[j][k], 2))
                            .sum());
            List<Integer> shown =
                    ranked(i, count, j -> Math.pow(at[0] - points[j][0], 2) + Math.pow(at[1] - points[j][1], 2));
            for (int j : shown.subList(0, NEAR)) {
                penalty += Math.max(0, ranked.indexOf(j) + 1 - NEAR);
            }
        }
        return 1 - penalty * 2 / (count * NEAR * (2.0 * count - 3 * NEAR - 1));
    }

    private interface Distance {
        double to(int j);
    }

    private static List<Integer> ranked(int self, int count, Distance distance) {
        return IntStream.range(0, count)
                .filter(j -> j != self)
                .boxed()
                .sorted(Comparator.comparingDouble(distance::to))
                .toList();
    }
}
