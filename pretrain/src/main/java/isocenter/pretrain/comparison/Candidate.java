package isocenter.pretrain.comparison;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.watch.BackboneEvaluation;
import isocenter.pretrain.watch.Evaluation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to judge.
 *
 * @param group what it is but for its seed: candidates of a group are averaged
 * @param title of the group
 * @param name its own
 * @param size side of the images that it takes, in pixels
 * @param start the group of random weights of the same network; null for what is not pretrained
 * @param facts of its making, for the table
 */
record Candidate(
        String group,
        String title,
        String name,
        int size,
        @Nullable String start,
        Map<String, Object> facts,
        Judgement judgement) {
    /** Judges on images of that size. */
    interface Judgement {
        Evaluation of(BackboneEvaluation evaluation, ImageSet images);
    }
}
