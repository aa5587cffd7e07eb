package isocenter.pretrain.recipe;

import isocenter.pretrain.view.ViewSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes the result of one pretraining.
 *
 * @param objective {@code simclr} or {@code mae}; the section of that name must be given and the other left out
 * @param backbone encoder and input size
 * @param views random views; SimCLR draws two of each image, MAE one
 * @param simclr SimCLR's settings
 * @param mae MAE's settings
 * @param batch images in a step, 2–4096
 * @param epochs passes over the pool, 1–100000; 0 when {@code steps} is given
 * @param steps optimizer steps, 1–10000000; 0 when {@code epochs} is given
 * @param optimizer AdamW and its schedule
 * @param precision {@code fp32} or {@code bf16} (autocast; weights and optimizer stay float32)
 * @param seed of weights, order, views and masks; 0–2^53−1, so that the canonical JSON holds it exactly
 * @param checkpointEvery steps between checkpoints, 1 or more
 * @param threads libtorch's compute threads; 0 takes every core. It is part of a recipe because the order of sums, hence
 *     the last bits, depends on it
 */
@BuiltInRecipes({
    "mae-vit-tiny",
    "simclr-resnet18",
    "demo-mae",
    "demo-simclr",
    "cpu-mae",
    "cpu-simclr",
    "quick-mae",
    "quick-simclr"
})
public record PretrainRecipe(
        String objective,
        BackboneSpec backbone,
        ViewSpec views,
        @Nullable SimClrSpec simclr,
        @Nullable MaeSpec mae,
        int batch,
        @DefaultValue("0") int epochs,
        @DefaultValue("0") int steps,
        OptimizerSpec optimizer,
        @DefaultValue("fp32") String precision,
        @DefaultValue("2026") long seed,
        @DefaultValue("100") int checkpointEvery,
        @DefaultValue("0") int threads) {

    public PretrainRecipe {
        Settings.oneOf("objective", objective, List.of("simclr", "mae"));
        requireSection("simclr", simclr, objective);
        requireSection("mae", mae, objective);
        if (mae != null && !backbone.transformer()) {
            throw new IllegalArgumentException(
                    "backbone must be a ViT for mae: its encoder sees visible patches only, which a ResNet cannot");
        }
        Settings.inRange("batch", batch, 2, 4096);
        if ((epochs == 0) == (steps == 0)) {
            throw new IllegalArgumentException("epochs or steps must be given, and not both");
        }
        Settings.inRange("epochs", epochs, 0, 100_000);
        Settings.inRange("steps", steps, 0, 10_000_000);
        Settings.oneOf("precision", precision, List.of("fp32", "bf16"));
        Settings.inRange("seed", seed, 0, 9007199254740991.0);
        Settings.inRange("checkpointEvery", checkpointEvery, 1, 10_000_000);
        Settings.inRange("threads", threads, 0, 1024);
    }

    /**
     * Optimizer steps over a pool of {@code images}: whole batches only, at least one in an epoch.
     *
     * @throws IllegalArgumentException when the pool is smaller than a batch
     */
    public long stepsFor(int images) {
        if (images < batch) {
            throw new IllegalArgumentException("batch " + batch + " is larger than the pool of " + images
                    + " training images: lower it or take a larger dataset");
        }
        return steps > 0 ? steps : (long) epochs * (images / batch);
    }

    private static void requireSection(String name, @Nullable Object section, String objective) {
        if (objective.equals(name) == (section == null)) {
            throw new IllegalArgumentException(name
                    + (section == null ? " must be given for objective " : " must be left out for objective ")
                    + objective);
        }
    }
}
