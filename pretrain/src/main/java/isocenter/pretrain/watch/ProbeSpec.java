package isocenter.pretrain.watch;

import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.Settings;

/**
 * A linear probe: the backbone is frozen and logistic regression is fitted to its features. Its strength C (the inverse
 * of the L2 penalty, as in scikit-learn) is chosen by cross-validation over patients inside the fitting set.
 *
 * @param minC smallest C tried, (0, 1e6]
 * @param maxC largest, {@code minC}–1e6
 * @param candidates how many are tried, evenly on a log scale; 1 takes {@code minC} as it is. 1–50
 * @param folds parts of the cross-validation, 2–20; fewer when a class has fewer patients
 */
public record ProbeSpec(
        @DefaultValue("0.0001") double minC,
        @DefaultValue("10") double maxC,
        @DefaultValue("11") int candidates,
        @DefaultValue("5") int folds) {

    public ProbeSpec {
        Settings.positive("minC", minC, 1e6);
        Settings.inRange("maxC", maxC, minC, 1e6);
        Settings.inRange("candidates", candidates, 1, 50);
        Settings.inRange("folds", folds, 2, 20);
    }

    double[] grid() {
        double[] grid = new double[candidates];
        for (int i = 0; i < candidates; i++) {
            grid[i] = candidates == 1 ? minC : minC * Math.pow(maxC / minC, (double) i / (candidates - 1));
        }
        return grid;
    }
}
