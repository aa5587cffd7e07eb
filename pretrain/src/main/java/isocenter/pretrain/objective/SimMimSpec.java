package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * SimMIM (Xie et al. 2022, arXiv:2111.09886).
 *
 * @param maskRatio part of the image hidden, 0.1–0.95
 * @param unit side of a hidden square in pixels, a multiple of the backbone's patch (of 32 for a ResNet) that divides the
 *     image; 32 in the paper at 192 pixels
 */
@SectionName("simmim")
public record SimMimSpec(
        @DefaultValue("0.6") double maskRatio,
        @DefaultValue("32") int unit) implements ObjectiveSpec {

    private static final int RESNET_STRIDE = 32;

    public SimMimSpec {
        Settings.inRange("maskRatio", maskRatio, 0.1, 0.95);
        Settings.inRange("unit", unit, 4, 256);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new SimMim(backbones.get(), backbone.image(), this);
    }

    @Override
    public void check(BackboneSpec backbone) {
        int stride = backbone.transformer() ? backbone.patch() : RESNET_STRIDE;
        if (unit % stride != 0 || backbone.image() % unit != 0) {
            throw new IllegalArgumentException("simmim.unit must be a multiple of " + stride
                    + " that divides the image of " + backbone.image() + " pixels, but is " + unit);
        }
    }

    @Override
    public boolean paints() {
        return true;
    }
}
