package isocenter.finetune.protocol;

import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.recipe.Settings;
import isocenter.pretrain.view.ViewSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Full fine-tuning of every weight, from a backbone or from scratch with the same budget.
 *
 * @param steps optimizer steps, whatever the number of labels; 1–1000000
 * @param batch images in a step, 2–1024; fewer when there are fewer labelled images
 * @param views random views of the training images, held to stricter bounds than pretraining's, since a view may not
 *     change the label: see {@link #MIN_CROP_AREA}, {@link #MAX_ROTATION}, {@link #MAX_JITTER}; no blur
 * @param optimizer AdamW and its schedule
 * @param layerDecay the rate is multiplied by this once for every layer (ViT) or stage (ResNet) below the last, as in
 *     MAE's fine-tuning; 1 is off, 0.3–1. Off for a network from scratch whatever this says: its early layers have
 *     everything still to learn, and a starved baseline would flatter pretraining
 * @param precision {@code fp32} or {@code bf16} (autocast; weights and optimizer stay float32)
 */
public record TuningSpec(
        int steps,
        int batch,
        ViewSpec views,
        OptimizerSpec optimizer,
        @DefaultValue("1") double layerDecay,
        @DefaultValue("fp32") String precision) {

    /** A smaller crop may cut the finding away, and the label with it. */
    public static final double MIN_CROP_AREA = 0.8;

    /** Degrees. */
    public static final double MAX_ROTATION = 7;

    /** Brightness and contrast factors' greatest distance from 1. */
    public static final double MAX_JITTER = 0.2;

    public TuningSpec {
        Settings.inRange("steps", steps, 1, 1_000_000);
        Settings.inRange("batch", batch, 2, 1024);
        Settings.inRange("layerDecay", layerDecay, 0.3, 1);
        Settings.oneOf("precision", precision, List.of("fp32", "bf16"));
        ViewSpec.@Nullable Crop crop = views.crop();
        if (crop != null) {
            Settings.inRange("views.crop.minArea", crop.minArea(), MIN_CROP_AREA, 1);
        }
        ViewSpec.@Nullable Rotation rotation = views.rotation();
        if (rotation != null) {
            Settings.inRange("views.rotation.maxDegrees", rotation.maxDegrees(), 0, MAX_ROTATION);
        }
        ViewSpec.@Nullable Jitter jitter = views.jitter();
        if (jitter != null) {
            Settings.inRange("views.jitter.brightness", jitter.brightness(), 0, MAX_JITTER);
            Settings.inRange("views.jitter.contrast", jitter.contrast(), 0, MAX_JITTER);
        }
        if (views.blur() != null) {
            throw new IllegalArgumentException(
                    "views.blur must be left out: a view of a labelled image has to keep the finding");
        }
    }
}
