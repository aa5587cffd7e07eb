package isocenter.annotate.selection;

import java.util.List;

/** One strategy at work on one pool. */
interface Picking {
    /**
     * What it would have next.
     *
     * @param available indices it may choose from, at least one, rising
     */
    Pick next(List<Integer> available);

    /** An index was taken. */
    default void took(int index) {}

    /**
     * A choice.
     *
     * @param why in plain words
     */
    record Pick(int index, String why) {}
}
