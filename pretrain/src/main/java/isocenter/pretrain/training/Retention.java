package isocenter.pretrain.training;

import isocenter.pretrain.recipe.Settings;

/**
 * Which checkpoints of a run stay on disk. No part of a recipe: it changes no weight.
 *
 * @param last so many of the newest, 1–1000
 * @param every those whose step is a multiple of it; 0 for none
 * @param best the one whose network was judged best on the way, by a listener that judges
 */
public record Retention(int last, int every, boolean best) {
    /** The newest two: one that goes bad on disk costs only the steps since the one before. */
    public static final Retention NEWEST = new Retention(2, 0, false);

    public Retention {
        Settings.inRange("last", last, 1, 1000);
        Settings.inRange("every", every, 0, 10_000_000);
    }
}
