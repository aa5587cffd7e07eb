package isocenter.pretrain.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.embedding.CosineNeighbours.Neighbour;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CosineNeighboursTest {
    /** On a circle the cosine is that of the angle between. */
    @Test
    void anglesOnACircle() {
        double[] degrees = {0, 10, 25, 180, 350, 5};
        float[][] vectors = new float[degrees.length][];
        for (int i = 0; i < degrees.length; i++) {
            double length = 1 + i; // takes no part
            vectors[i] = new float[] {
                (float) (length * Math.cos(Math.toRadians(degrees[i]))),
                (float) (length * Math.sin(Math.toRadians(degrees[i])))
            };
        }
        CosineNeighbours neighbours = CosineNeighbours.of(vectors, List.of("a", "b", "c", "d", "e", "a"));

        List<Neighbour> nearest = neighbours.nearest(0, 3);
        assertThat(nearest.subList(0, 2)).extracting(Neighbour::index).containsExactlyInAnyOrder(1, 4);
        assertThat(nearest.get(2).index()).isEqualTo(2);
        assertThat(nearest.get(2).cosine()).isCloseTo(Math.cos(Math.toRadians(25)), within(1e-6));
        assertThat(neighbours.nearest(3, 9)).as("all of other patients").hasSize(5);
        assertThat(neighbours.nearest(5, 9)).extracting(Neighbour::index).doesNotContain(0);
    }

    /** The same as sorting all pairs by a product in double precision. */
    @Test
    void equalsASortOfAllPairs() {
        int count = 60;
        int width = 7;
        SplittableRandom random = new SplittableRandom(3);
        float[][] vectors = new float[count][width];
        for (float[] vector : vectors) {
            for (int j = 0; j < width; j++) {
                vector[j] = (float) (random.nextDouble() - 0.5);
            }
        }
        List<String> patients =
                IntStream.range(0, count).mapToObj(i -> "p" + i / 2).toList();
        CosineNeighbours neighbours = CosineNeighbours.of(vectors, patients);
        for (int query = 0; query < count; query++) {
            int asked = query;
            List<Integer> expected = IntStream.range(0, count)
                    .boxed()
                    .filter(i -> i / 2 != asked / 2)
                    .sorted(Comparator.comparingDouble(i -> -cosine(vectors[asked], vectors[i])))
                    .limit(5)
                    .toList();
            assertThat(neighbours.nearest(query, 5))
                    .extracting(Neighbour::index)
                    .isEqualTo(expected);
        }
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            first += (double) a[i] * a[i];
            second += (double) b[i] * b[i];
        }
        return product / Math.sqrt(first * second);
    }
}
