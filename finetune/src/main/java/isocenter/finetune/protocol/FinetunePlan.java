package isocenter.finetune.protocol;

import isocenter.annotate.task.LabelRevision;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.watch.LabelledImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with everything it names looked up and checked.
 *
 * @param backbone null from scratch
 * @param draw labelled training images that may be seen
 * @param validation every labelled image of the validation part
 * @param test every labelled image of the test part; empty unless asked for
 */
record FinetunePlan(
        FinetuneRequest request,
        DatasetVersion dataset,
        LabelRevision labels,
        @Nullable BackboneVersion backbone,
        LabelDraw draw,
        List<LabelledImage> validation,
        List<LabelledImage> test) {}
