package isocenter.pretrain.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Permutes which images count as new. What is exchanged is a patient's old images, or a patient's new ones, all together:
 * images of a patient are alike, and exchanging them one by one would find a drift wherever there are new patients.
 */
final class PatientPermutations {
    private final boolean[] fresh;
    private final int[] unit;
    private final List<Boolean> units = new ArrayList<>();

    /**
     * @param patients of each image
     * @param fresh true for the new images
     */
    PatientPermutations(List<String> patients, boolean[] fresh) {
        this.fresh = fresh.clone();
        this.unit = new int[fresh.length];
        Map<List<Object>, Integer> numbers = new HashMap<>();
        for (int i = 0; i < fresh.length; i++) {
            boolean side = fresh[i];
            unit[i] = numbers.computeIfAbsent(List.of(patients.get(i), side), name -> {
                units.add(side);
                return units.size() - 1;
            });
        }
    }

    /**
     * Phipson and Smyth 2010: a permutation p-value is never 0.
     *
     * @param statistic of a division, the larger the more the two groups differ
     */
    Shift test(int permutations, long seed, ToDoubleFunction<boolean[]> statistic) {
        double found = statistic.applyAsDouble(fresh);
        SplittableRandom random = new SplittableRandom(seed);
        int asLarge = 1;
        double sum = 0;
        for (int i = 0; i < permutations; i++) {
            double drawn = statistic.applyAsDouble(permuted(random));
            sum += drawn;
            if (drawn >= found) {
                asLarge++;
            }
        }
        return new Shift(found, sum / permutations, asLarge / (permutations + 1.0));
    }

    private boolean[] permuted(SplittableRandom random) {
        List<Boolean> sides = new ArrayList<>(units);
        for (int i = sides.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Boolean kept = sides.get(i);
            sides.set(i, sides.get(j));
            sides.set(j, kept);
        }
        boolean[] division = new boolean[unit.length];
        for (int i = 0; i < division.length; i++) {
            division[i] = sides.get(unit[i]);
        }
        return division;
    }
}
