package isocenter.pretrain.training;

import java.util.Map;

/**
 * One finished step.
 *
 * @param step counted from 1
 * @param steps of the whole run
 * @param loss of this step's batch, before the update
 * @param rate learning rate of the update
 * @param imagesPerSecond source images (not views) a second, over the last steps of this process
 * @param diagnostics {@code gradientNorm}, {@code inputWait} (part of the step spent waiting for its batch, 0–1), and what the
 *     objective adds
 */
public record TrainingStep(
        long step, long steps, double loss, double rate, double imagesPerSecond, Map<String, Double> diagnostics) {}
