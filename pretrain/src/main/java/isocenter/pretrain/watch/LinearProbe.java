package isocenter.pretrain.watch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Fits the linear probe of one fitting set: features are standardised by its own means and deviations (MAE's batch norm
 * without affine, on the whole set at once), C is chosen by cross-validation over its patients, and the standardisation
 * is then folded into the weights.
 *
 * @param model on features as the backbone gives them
 * @param c the C chosen
 * @param crossValidatedLoss its mean loss per image on left-out patients, in nats; NaN when there was nothing to choose
 */
public record LinearProbe(LinearModel model, double c, double crossValidatedLoss) {

    /**
     * Fits.
     *
     * @param features [n][F], one row an image
     * @param balanced whether both classes weigh the same
     * @param seed of the folds
     */
    public static LinearProbe fit(
            double[][] features, List<LabelledImage> images, ProbeSpec spec, boolean balanced, long seed) {
        boolean[] positive = LabelledImage.labels(images);
        double[] grid = spec.grid();
        double c = grid[0];
        double least = Double.NaN;
        if (grid.length > 1) {
            int[] folds = folds(images, spec.folds(), seed);
            for (double candidate : grid) {
                double loss = crossValidate(features, positive, folds, candidate, balanced);
                if (Double.isNaN(least) || loss < least) {
                    least = loss;
                    c = candidate;
                }
            }
        }
        return new LinearProbe(fitOn(features, positive, c, balanced), c, least);
    }

    /** Each image's fold; a patient's images share one, and every fold has patients of both classes. */
    static int[] folds(List<LabelledImage> images, int wanted, long seed) {
        PatientOrder order = PatientOrder.of(images, seed);
        int folds = Math.max(
                2,
                Math.min(
                        wanted,
                        Math.min(order.positive().size(), order.negative().size())));
        Map<String, Integer> foldOf = new HashMap<>();
        for (List<String> patients : List.of(order.positive(), order.negative())) {
            for (int i = 0; i < patients.size(); i++) {
                foldOf.put(patients.get(i), i % folds);
            }
        }
        return images.stream()
                .mapToInt(image -> foldOf.getOrDefault(image.patient(), 0))
                .toArray();
    }

    private static double crossValidate(
            double[][] features, boolean[] positive, int[] folds, double c, boolean balanced) {
        double[] importance = importance(positive, balanced);
        double loss = 0;
        double total = 0;
        int count = Arrays.stream(folds).max().orElse(0) + 1;
        for (int fold = 0; fold < count; fold++) {
            LinearModel model = fitOn(rows(features, folds, fold), labels(positive, folds, fold), c, balanced);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    double logit = model.logit(features[i]);
                    loss += importance[i] * LogisticRegression.softplus(positive[i] ? -logit : logit);
                    total += importance[i];
                }
            }
        }
        return loss / total;
    }

    private static LinearModel fitOn(double[][] features, boolean[] positive, double c, boolean balanced) {
        Standardisation standardisation = Standardisation.of(features);
        LinearModel model =
                LogisticRegression.fit(standardisation.apply(features), positive, importance(positive, balanced), c);
        return standardisation.fold(model);
    }

    private static double[] importance(boolean[] positive, boolean balanced) {
        if (balanced) {
            return LogisticRegression.balanced(positive);
        }
        double[] ones = new double[positive.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[][] rows(double[][] features, int[] folds, int without) {
        return IntStream.range(0, folds.length)
                .filter(i -> folds[i] != without)
                .mapToObj(i -> features[i])
                .toArray(double[][]::new);
    }

    private static boolean[] labels(boolean[] positive, int[] folds, int without) {
        boolean[] kept = new boolean
                [(int) Arrays.stream(folds).filter(fold -> fold != without).count()];
        int next = 0;
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] != without) {
                kept[next++] = positive[i];
            }
        }
        return kept;
    }
}
