package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * Context restoration (Chen et al. 2019, Medical Image Analysis 58:101539).
 *
 * @param swaps pairs of squares exchanged in each image, 1–100
 * @param minSide least side of a square as part of the image's, 0.02–0.3
 * @param maxSide greatest side, {@code minSide}–0.3
 */
@SectionName("context-restoration")
public record ContextRestorationSpec(
        @DefaultValue("10") int swaps,
        @DefaultValue("0.08") double minSide,
        @DefaultValue("0.2") double maxSide) implements ObjectiveSpec {

    public ContextRestorationSpec {
        Settings.inRange("swaps", swaps, 1, 100);
        Settings.inRange("minSide", minSide, 0.02, 0.3);
        Settings.inRange("maxSide", maxSide, minSide, 0.3);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new ContextRestoration(backbones.get(), this);
    }

    @Override
    public boolean paints() {
        return true;
    }
}
