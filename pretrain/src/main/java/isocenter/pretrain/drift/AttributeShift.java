package isocenter.pretrain.drift;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an attribute's values are spread over the old and the new images.
 *
 * @param name of the attribute
 * @param old images with each value; {@value #UNKNOWN} where there is none
 * @param fresh the same of the new images
 * @param shift total variation distance of the two: the part of the images that would have to change their value, 0–1
 */
public record AttributeShift(String name, Map<String, Integer> old, Map<String, Integer> fresh, Shift shift) {
    /** Stands for a value that an image does not have. */
    public static final String UNKNOWN = "unknown";

    static AttributeShift of(
            String name, List<String> values, boolean[] fresh, PatientPermutations permutations, int draws, long seed) {
        return new AttributeShift(
                name,
                counts(values, fresh, false),
                counts(values, fresh, true),
                permutations.test(
                        draws,
                        seed,
                        division -> totalVariation(counts(values, division, false), counts(values, division, true))));
    }

    private static Map<String, Integer> counts(List<String> values, boolean[] fresh, boolean side) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i] == side) {
                counts.merge(values.get(i), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static double totalVariation(Map<String, Integer> a, Map<String, Integer> b) {
        double ofA = sum(a);
        double ofB = sum(b);
        Map<String, Double> differences = new TreeMap<>();
        a.forEach((value, count) -> differences.merge(value, count / ofA, Double::sum));
        b.forEach((value, count) -> differences.merge(value, -count / ofB, Double::sum));
        return differences.values().stream().mapToDouble(Math::abs).sum() / 2;
    }

    private static double sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
