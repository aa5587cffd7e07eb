package isocenter.annotate.selection;

import java.util.stream.IntStream;

/** Groups of like images, with how many of each are labelled or taken. */
final class Groups {
    private final int[] of;
    private final int[] sizes;
    private final int[] labels;

    Groups(Pool pool, int wanted, long seed) {
        of = KMeans.of(pool.vectors(), Math.min(wanted, pool.size()), seed);
        sizes = new int[IntStream.of(of).max().orElse(0) + 1];
        labels = new int[sizes.length];
        IntStream.of(of).forEach(group -> sizes[group]++);
        pool.labels().keySet().forEach(this::took);
    }

    int of(int index) {
        return of[index];
    }

    int size(int index) {
        return sizes[of[index]];
    }

    int labels(int index) {
        return labels[of[index]];
    }

    int count() {
        return sizes.length;
    }

    void took(int index) {
        labels[of[index]]++;
    }

    /** The group's place by size among those with as few labels as it has, from 1. */
    int rank(int index) {
        int group = of[index];
        return 1
                + (int) IntStream.range(0, sizes.length)
                        .filter(other -> labels[other] == labels[group]
                                && (sizes[other] > sizes[group] || sizes[other] == sizes[group] && other < group))
                        .count();
    }

    int[] members(int group) {
        return IntStream.range(0, of.length).filter(i -> of[i] == group).toArray();
    }
}
