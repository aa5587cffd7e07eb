package isocenter.annotate.selection;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How to choose what is labelled next. */
public enum Strategy {
    /** By chance: the yardstick of all others. */
    RANDOM(false),
    /**
     * Where labelled neighbours disagree: the entropy of the nearest neighbours' vote (Lewis and Gale 1994, with
     * neighbours for the model). Of a linear model entropy would rank two classes as {@link #MARGIN} does.
     */
    UNCERTAINTY(true),
    /** Nearest to the boundary of a linear probe on the labels so far (Tong and Koller 2001). */
    MARGIN(true),
    /** The image farthest from all that is labelled or chosen: k-centre greedy (Sener and Savarese 2018). */
    CORE_SET(false),
    /** The most typical image of each large group that has no label (TypiClust, Hacohen et al. 2022). */
    TYPICALITY(false),
    /** As many from each group of like images, by chance within. */
    CLUSTER_BALANCED(false);

    private final boolean needsLabels;

    Strategy(boolean needsLabels) {
        this.needsLabels = needsLabels;
    }

    /** Whether it cannot begin before both classes have a label. */
    public boolean needsLabels() {
        return needsLabels;
    }

    /** Its name in commands, such as core-set. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when none has this name; the message says which there are */
    public static Strategy named(String id) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no strategy \"" + id + "\"; there are "
                        + Arrays.stream(values()).map(Strategy::id).collect(Collectors.joining(", "))));
    }

    Picking begin(Pool pool, int budget, long seed) {
        return switch (this) {
            case RANDOM -> new RandomPicking(pool, seed);
            case UNCERTAINTY -> UndecidedPicking.byNeighbours(pool);
            case MARGIN -> UndecidedPicking.byProbe(pool, seed);
            case CORE_SET -> new FarthestPicking(pool, seed);
            case TYPICALITY -> new TypicalPicking(pool, budget, seed);
            case CLUSTER_BALANCED -> new GroupPicking(pool, seed);
        };
    }
}
