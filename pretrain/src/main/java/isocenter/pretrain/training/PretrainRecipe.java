package isocenter.pretrain.training;

import isocenter.pretrain.objective.ObjectiveSpec;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.BuiltInRecipes;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.recipe.SectionNamedBy;
import isocenter.pretrain.recipe.Settings;
import isocenter.pretrain.view.ViewSpec;
import isocenter.pretrain.view.VolumeSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes the result of one pretraining.
 *
 * @param objective names the objective and the recipe's section of its settings
 * @param backbone encoder and input size
 * @param from id of a registered backbone whose weights to start from; random weights when left out
 * @param views random views; the objective says how many of each image it sees
 * @param volume the block that volumes are prepared as, where the backbone is one of volumes; a step's images are then cubes of
 *     {@code backbone.image} voxels a side, cut from it
 * @param positives whose image the second view of a pair is drawn from: {@code image} (when left out), or another one of its
 *     {@code series}, {@code study} or {@code patient} where there is one in the pool; see {@link Positives}
 * @param settings the objective's own settings
 * @param batch images in a step, 2–4096
 * @param accumulate parts in which a step's batch goes through the network, a divisor of {@code batch}: less memory for the
 *     same step. Refused for objectives that compare the images of a batch with each other
 * @param recomputeBlocks true to compute a ViT's blocks again in the backward pass instead of keeping their inner values: less
 *     memory for the same step, a third slower
 * @param dropPath stochastic depth of a ViT's last block, 0–0.9, falling in a straight line to 0 at the first
 * @param epochs passes over the pool, 1–100000; 0 when {@code steps} is given
 * @param steps optimizer steps, 1–10000000; 0 when {@code epochs} is given
 * @param optimizer rule and schedule
 * @param precision {@code fp32} or {@code bf16} (autocast; weights and optimizer stay float32)
 * @param seed of weights, order, views and masks; 0–2^53−1, so that the canonical JSON holds it exactly
 * @param checkpointEvery steps between checkpoints, 1 or more
 * @param threads libtorch's compute threads; 0 takes every core. It is part of a recipe because the order of sums, hence
 *     the last bits, depends on it
 */
@BuiltInRecipes({
    "mae-vit-tiny",
    "simclr-resnet18",
    "moco-v2-resnet18",
    "moco-v3-vit-tiny",
    "byol-resnet18",
    "swav-resnet18",
    "dino-vit-tiny",
    "simmim-vit-tiny",
    "ijepa-vit-tiny",
    "data2vec-vit-tiny",
    "context-restoration-resnet18",
    "rotation-resnet18",
    "jigsaw-resnet18",
    "mae-3d-vit-tiny",
    "simclr-3d-resnet18",
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
        @Nullable String from,
        ViewSpec views,
        @Nullable VolumeSpec volume,
        @Nullable String positives,
        @SectionNamedBy("objective") ObjectiveSpec settings,
        int batch,
        @DefaultValue("1") int accumulate,
        @Nullable Boolean recomputeBlocks,
        @DefaultValue("0") double dropPath,
        @DefaultValue("0") int epochs,
        @DefaultValue("0") int steps,
        OptimizerSpec optimizer,
        @DefaultValue("fp32") String precision,
        @DefaultValue("2026") long seed,
        @DefaultValue("100") int checkpointEvery,
        @DefaultValue("0") int threads) {

    public PretrainRecipe {
        settings.check(backbone);
        check(backbone, volume, views, settings, objective);
        if (views.local() != null && !settings.multiCrop()) {
            throw new IllegalArgumentException("views.local must be left out: " + objective
                    + " looks at whole views only; dino and swav take local ones");
        }
        if (views.local() != null && backbone.transformer() && views.local().size() % backbone.patch() != 0) {
            throw new IllegalArgumentException("views.local.size must be a multiple of the patch, " + backbone.patch()
                    + " pixels, but is " + views.local().size());
        }
        if (positives != null) {
            Settings.oneOf("positives", positives, Positives.KINDS);
        }
        if (positives != null && volume != null) {
            throw new IllegalArgumentException(
                    "positives must be left out for volumes: a pair is two cubes of one volume, see volume.overlap");
        }
        if (positives != null && !positives.equals("image") && !settings.pairsViews()) {
            throw new IllegalArgumentException(
                    "positives must be left out: " + objective + " does not bring two views of an" + " image together");
        }
        Settings.inRange("batch", batch, 2, 4096);
        Settings.inRange("accumulate", accumulate, 1, batch / 2);
        if (batch % accumulate != 0) {
            throw new IllegalArgumentException(
                    "accumulate must divide batch: " + batch + " images are no multiple of " + accumulate);
        }
        if (accumulate > 1 && settings.comparesImages()) {
            throw new IllegalArgumentException("accumulate must be 1 for " + objective
                    + ": it compares the images of a batch, and parts would see fewer of them. Lower batch instead");
        }
        if (recomputeBlocks != null && recomputeBlocks && !backbone.transformer()) {
            throw new IllegalArgumentException(
                    "recomputeBlocks must be left out for a ResNet: its batch norm would count"
                            + " each batch twice. Lower batch, or take accumulate or precision: bf16");
        }
        Settings.inRange("dropPath", dropPath, 0, 0.9);
        if (dropPath > 0 && !backbone.transformer()) {
            throw new IllegalArgumentException("dropPath must be 0 for a ResNet: stochastic depth is for ViTs here");
        }
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

    private static void check(
            BackboneSpec backbone,
            @Nullable VolumeSpec volume,
            ViewSpec views,
            ObjectiveSpec settings,
            String objective) {
        if (backbone.volumes() && !settings.volumes()) {
            throw new IllegalArgumentException("backbone.architecture must be one of images for " + objective + ", not "
                    + backbone.architecture() + ": mae and simclr train encoders of volumes");
        }
        if (backbone.volumes() && volume == null) {
            throw new IllegalArgumentException("volume must be given for " + backbone.architecture()
                    + ": the depth, height and width in voxels, and the spacing in mm, of the block that each volume is"
                    + " prepared as");
        }
        if (volume != null && !backbone.volumes()) {
            throw new IllegalArgumentException("volume must be left out for " + backbone.architecture()
                    + ", which encodes images; architectures that end in -3d encode volumes");
        }
        if (volume != null) {
            volume.check(backbone.image(), views);
        }
    }

    /** True where pairs are of two images. */
    public boolean paired() {
        return positives != null && !positives.equals("image");
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
}
