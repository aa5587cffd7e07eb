package isocenter.annotate.selection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * TypiClust: as many groups as there are labels and budget together; the largest of those with the fewest labels gives its most
 * typical image, which has the least mean distance to its nearest neighbours in the group (Hacohen et al. 2022, section 3).
 */
final class TypicalPicking implements Picking {
    /** As the paper has them. */
    private static final int NEIGHBOURS = 20;

    private static final int MOST_GROUPS = 500;
    private static final int LEAST_MEMBERS = 5;

    private final Groups groups;
    private final double[] spread;

    TypicalPicking(Pool pool, int budget, long seed) {
        groups = new Groups(pool, Math.min(MOST_GROUPS, pool.labels().size() + budget), seed);
        spread = new double[pool.size()];
        for (int group = 0; group < groups.count(); group++) {
            int[] members = groups.members(group);
            Arrays.stream(members).parallel().forEach(i -> spread[i] = spread(pool, i, members));
        }
    }

    /** The mean distance to the nearest others; infinite where there are none. */
    private static double spread(Pool pool, int index, int[] members) {
        return IntStream.of(members)
                .filter(other -> other != index)
                .mapToDouble(other -> pool.squaredDistance(index, other))
                .sorted()
                .limit(NEIGHBOURS)
                .map(Math::sqrt)
                .average()
                .orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public Pick next(List<Integer> available) {
        int index = available.stream()
                .min(Comparator.comparing((Integer i) -> groups.size(i) < LEAST_MEMBERS)
                        .thenComparing(groups::labels)
                        .thenComparing(i -> -groups.size(i))
                        .thenComparing(groups::of)
                        .thenComparing(i -> spread[i]))
                .orElseThrow();
        int labels = groups.labels(index);
        int rank = groups.rank(index);
        String which = rank == 1 ? "largest" : ordinal(rank) + " largest";
        return new Pick(
                index,
                "typical of the " + which + " group "
                        + (labels == 0 ? "without labels" : "with " + labels + (labels == 1 ? " label" : " labels"))
                        + ", of " + groups.size(index) + " images");
    }

    @Override
    public void took(int index) {
        groups.took(index);
    }

    private static String ordinal(int rank) {
        boolean teen = rank % 100 / 10 == 1;
        return rank
                + (teen
                        ? "th"
                        : switch (rank % 10) {
                            case 1 -> "st";
                            case 2 -> "nd";
                            case 3 -> "rd";
                            default -> "th";
                        });
    }
}
