package isocenter.annotate.selection;

import java.util.List;

/** By chance from the group with the fewest labels. */
final class GroupPicking implements Picking {
    private static final int GROUPS = 10;

    private final Groups groups;
    private final RandomPicking chance;

    GroupPicking(Pool pool, long seed) {
        groups = new Groups(pool, GROUPS, seed);
        chance = new RandomPicking(pool, seed);
    }

    @Override
    public Pick next(List<Integer> available) {
        int fewest = available.stream().mapToInt(groups::labels).min().orElseThrow();
        int index = chance.first(
                available.stream().filter(i -> groups.labels(i) == fewest).toList());
        return new Pick(
                index,
                "drawn by chance from one of %d groups of like images, of %d images and with %d labels"
                        .formatted(groups.count(), groups.size(index), fewest));
    }

    @Override
    public void took(int index) {
        groups.took(index);
    }
}
