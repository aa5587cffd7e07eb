package isocenter.pretrain.embedding;

import isocenter.ingest.dataset.DatasetMember;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Exact nearest neighbours by cosine among images of other patients: every pair is compared, no index is kept. Images of the
 * same patient are never neighbours, for they are alike whatever a backbone has learned.
 */
public final class CosineNeighbours {
    private final float[][] unit;
    private final int[] patient;

    private CosineNeighbours(float[][] vectors, List<String> patients) {
        this.unit = Arrays.stream(vectors).map(CosineNeighbours::unitLength).toArray(float[][]::new);
        this.patient = new int[patients.size()];
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < patient.length; i++) {
            Integer earlier = numbers.putIfAbsent(patients.get(i), i);
            patient[i] = earlier == null ? i : earlier;
        }
    }

    /**
     * Among images.
     *
     * @param vectors [n][d], of any length
     * @param patients whose image each is, compared by equality
     */
    public static CosineNeighbours of(float[][] vectors, List<String> patients) {
        return new CosineNeighbours(vectors, patients);
    }

    /** Among all images of a set. */
    public static CosineNeighbours of(EmbeddingSet set) {
        return new CosineNeighbours(
                set.vectors(),
                set.members().stream().map(DatasetMember::patient).toList());
    }

    /**
     * A neighbour.
     *
     * @param index of the image
     * @param cosine −1 to 1
     */
    public record Neighbour(int index, double cosine) {}

    /**
     * The nearest, best first; of equally near ones the first in order. Fewer than k where other patients have fewer images.
     *
     * @param query index of the image
     */
    public List<Neighbour> nearest(int query, int k) {
        int[] best = new int[k];
        float[] cosines = new float[k];
        int found = 0;
        for (int i = 0; i < unit.length; i++) {
            if (patient[i] == patient[query]) {
                continue;
            }
            float cosine = dot(unit[query], unit[i]);
            if (found < k || cosine > cosines[found - 1]) {
                int place = found < k ? found++ : k - 1;
                for (; place > 0 && cosines[place - 1] < cosine; place--) {
                    cosines[place] = cosines[place - 1];
                    best[place] = best[place - 1];
                }
                cosines[place] = cosine;
                best[place] = i;
            }
        }
        return IntStream.range(0, found)
                .mapToObj(i -> new Neighbour(best[i], cosines[i]))
                .toList();
    }

    /** Number of images. */
    public int count() {
        return unit.length;
    }

    /** Four sums at once, since each waits for its last addition. */
    private static float dot(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            first += a[i] * b[i];
        }
        return (first + second) + (third + fourth);
    }

    /** The vector divided by its Euclidean length; a vector of zeros stays one. */
    public static float[] unitLength(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.max(Math.sqrt(squares), 1e-12);
        float[] result = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            result[i] = (float) (vector[i] / length);
        }
        return result;
    }
}
