package isocenter.pretrain.training;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param steps taken, resumed ones included
 * @param firstLoss of the first step ever taken in this run folder
 * @param lastLoss mean over the last steps, at most 20
 * @param imagesPerSecond source images a second in this process, without the first step
 * @param cancelled true when the cancel flag ended it; the same call goes on from where it stopped
 * @param backbone the exported encoder, {@code backbone.safetensors}; null when cancelled
 */
public record PretrainResult(
        long steps,
        double firstLoss,
        double lastLoss,
        double imagesPerSecond,
        boolean cancelled,
        @Nullable Path backbone) {}
