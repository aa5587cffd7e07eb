package isocenter.finetune.protocol;

import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.PatientOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The labels a fine-tuning may see: a fraction of the training patients, with all of their images. A part of those
 * patients is held out from fitting and only sets the decision threshold, so that neither the weights nor the validation
 * patients decide it.
 *
 * <p>Draws are nested: at one seed, a patient of a smaller fraction is in every larger one, and on the same side.
 *
 * @param fit images to fit on, in the order of the dataset
 * @param threshold images to set the threshold on; no patient is in both
 */
record LabelDraw(List<LabelledImage> fit, List<LabelledImage> threshold) {

    /** Fewer patients of a class than this leave nothing to choose or to judge by. */
    static final int MIN_PATIENTS = 4;

    private static final double ROUNDING = 1e-9;

    /**
     * @param training labelled images of the training part
     * @param fraction of the patients of each class, rounded up; (0, 1]
     * @param share of the drawn patients of each class held out for the threshold, rounded up; (0, 1)
     * @throws FinetuneRefused when a class has too few patients
     */
    static LabelDraw draw(List<LabelledImage> training, double fraction, double share, long seed) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new FinetuneRefused("The fraction of labels must be above 0 and at most 1 (10% is 0.1)");
        }
        PatientOrder order = PatientOrder.of(training, seed);
        Set<String> fit = new HashSet<>();
        Set<String> threshold = new HashSet<>();
        divide(order.positive(), "positive", fraction, share, fit, threshold);
        divide(order.negative(), "negative", fraction, share, fit, threshold);
        return new LabelDraw(of(training, fit), of(training, threshold));
    }

    int patients() {
        return patients(fit) + patients(threshold);
    }

    int images() {
        return fit.size() + threshold.size();
    }

    static int patients(List<LabelledImage> images) {
        return (int) images.stream().map(LabelledImage::patient).distinct().count();
    }

    private static void divide(
            List<String> patients, String kind, double fraction, double share, Set<String> fit, Set<String> threshold) {
        int drawn = (int) Math.ceil(fraction * patients.size() - ROUNDING);
        if (drawn < MIN_PATIENTS) {
            throw new FinetuneRefused("The draw holds " + drawn + " " + kind + " patients of " + patients.size()
                    + " in the training part, and needs " + MIN_PATIENTS
                    + " at least: raise the fraction of labels, or label more patients");
        }
        for (int i = 0; i < drawn; i++) {
            boolean held = Math.ceil((i + 1) * share - ROUNDING) > Math.ceil(i * share - ROUNDING);
            (held ? threshold : fit).add(patients.get(i));
        }
    }

    private static List<LabelledImage> of(List<LabelledImage> images, Set<String> patients) {
        return images.stream()
                .filter(image -> patients.contains(image.patient()))
                .toList();
    }
}
