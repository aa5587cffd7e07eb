package isocenter.pretrain.watch;

import java.util.List;

/**
 * An image of a dataset with its label.
 *
 * @param index in the dataset's image cache
 * @param instance pseudonymous SOP Instance UID
 * @param patient the patient's pseudonym
 */
public record LabelledImage(int index, String instance, String patient, boolean positive) {

    /** The class of each. */
    public static boolean[] labels(List<LabelledImage> images) {
        boolean[] labels = new boolean[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.get(i).positive();
        }
        return labels;
    }
}
