package isocenter.pretrain.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Which images may stand for each other as the two views of a pair: those of one series, study or patient. Sources: MICLe
 * (Azizi et al. 2021, arXiv:2101.05224) for several images of a patient, MedAug (Vu et al. 2021, arXiv:2102.10663), which
 * found pairs of one study better than pairs over a patient's studies, where the disease may have changed.
 */
public final class Positives {
    /** As a recipe names them. */
    public static final List<String> KINDS = List.of("image", "series", "study", "patient");

    private final Map<Integer, int[]> companions = new HashMap<>();

    /**
     * Groups of a pool.
     *
     * @param pool indices of the images that may be trained on
     * @param group from an index to the name of its group
     */
    public static Positives of(int[] pool, IntFunction<String> group) {
        Map<String, List<Integer>> members = new HashMap<>();
        for (int index : pool) {
            members.computeIfAbsent(group.apply(index), name -> new ArrayList<>())
                    .add(index);
        }
        Positives positives = new Positives();
        for (List<Integer> alike : members.values()) {
            int[] indices = alike.stream().mapToInt(Integer::intValue).toArray();
            for (int index : indices) {
                positives.companions.put(index, indices);
            }
        }
        return positives;
    }

    private Positives() {}

    /** Images that have another one to stand beside. */
    public long paired() {
        return companions.values().stream().filter(group -> group.length > 1).count();
    }

    /** One of the other images of its group, each as likely; the image itself where it has none. */
    int companion(int index, SplittableRandom random) {
        int[] group = Objects.requireNonNull(companions.get(index), "an image of the pool");
        if (group.length == 1) {
            return index;
        }
        int drawn = group[random.nextInt(group.length - 1)];
        // the last one takes the place of the image itself
        return drawn == index ? group[group.length - 1] : drawn;
    }
}
