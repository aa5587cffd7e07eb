package isocenter.pretrain.watch;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.SplitPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labelled images that a backbone is judged by: probes are fitted on patients of the training part and judged on
 * those of the validation part. The test part has no place here, so that it stays unseen until the end.
 *
 * @param fit labelled images of the training part
 * @param validation labelled images of the validation part; no patient is in both
 */
public record EvaluationSet(List<LabelledImage> fit, List<LabelledImage> validation) {
    /** With fewer patients of a class there is nothing to choose a probe by, and no interval. */
    private static final int LEAST = 2;

    public EvaluationSet {
        fit = List.copyOf(fit);
        validation = List.copyOf(validation);
        require(fit, "training");
        require(validation, "validation");
        Set<String> known = new HashSet<>();
        fit.forEach(image -> known.add(image.patient()));
        if (validation.stream().anyMatch(image -> known.contains(image.patient()))) {
            throw new IllegalArgumentException(
                    "A patient is in the training and in the validation part: make the dataset again");
        }
    }

    /**
     * Takes the labelled members of the training and validation part.
     *
     * @param labels pseudonymous SOP Instance UID → positive
     * @throws IllegalArgumentException when a part has fewer than {@value #LEAST} patients of a class
     */
    public static EvaluationSet of(List<DatasetMember> members, Map<String, Boolean> labels) {
        return new EvaluationSet(
                labelled(members, labels, SplitPart.TRAIN), labelled(members, labels, SplitPart.VALIDATION));
    }

    private static List<LabelledImage> labelled(
            List<DatasetMember> members, Map<String, Boolean> labels, SplitPart part) {
        List<LabelledImage> images = new ArrayList<>();
        for (DatasetMember member : members) {
            Boolean positive = member.part() == part ? labels.get(member.instance()) : null;
            if (positive != null) {
                images.add(new LabelledImage(member.index(), member.instance(), member.patient(), positive));
            }
        }
        return images;
    }

    /** Patients of some images. */
    static int patients(List<LabelledImage> images) {
        return (int) images.stream().map(LabelledImage::patient).distinct().count();
    }

    static int[] indices(List<LabelledImage> images) {
        return images.stream().mapToInt(LabelledImage::index).toArray();
    }

    private static void require(List<LabelledImage> images, String part) {
        PatientOrder order = PatientOrder.of(images, 0);
        int positive = order.positive().size();
        int negative = order.negative().size();
        if (positive < LEAST || negative < LEAST) {
            throw new IllegalArgumentException("The %s part has labels of %d positive and %d negative patients, and"
                            .formatted(part, positive, negative)
                    + " needs %d of each: label more patients, or take another task".formatted(LEAST));
        }
    }
}
