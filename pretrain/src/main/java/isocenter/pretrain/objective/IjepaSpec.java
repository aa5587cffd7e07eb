package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * I-JEPA (Assran et al. 2023, arXiv:2301.08243). Needs no view that somebody made up, hence no policy for one.
 *
 * @param targets blocks to predict, 1–8
 * @param minTargetArea least part of the patches in a target, 0.05–0.5
 * @param maxTargetArea greatest part, {@code minTargetArea}–0.5
 * @param minContextArea least part of the patches in the context before the targets are taken out of it, 0.5–1
 * @param momentum of the target encoder at the start, rising to 1 in a straight line, 0.5–1
 * @param predictorWidth of a predictor's token, a multiple of {@code 4 × predictorHeads}, 16–1024
 * @param predictorDepth transformer blocks, 1–16
 * @param predictorHeads attention heads, 1–32
 */
@SectionName("ijepa")
public record IjepaSpec(
        @DefaultValue("4") int targets,
        @DefaultValue("0.15") double minTargetArea,
        @DefaultValue("0.2") double maxTargetArea,
        @DefaultValue("0.85") double minContextArea,
        @DefaultValue("0.996") double momentum,
        @DefaultValue("192") int predictorWidth,
        @DefaultValue("6") int predictorDepth,
        @DefaultValue("6") int predictorHeads)
        implements ObjectiveSpec {

    private static final int FEWEST_PATCHES_ALONG = 4;

    public IjepaSpec {
        Settings.inRange("targets", targets, 1, 8);
        Settings.inRange("minTargetArea", minTargetArea, 0.05, 0.5);
        Settings.inRange("maxTargetArea", maxTargetArea, minTargetArea, 0.5);
        Settings.inRange("minContextArea", minContextArea, 0.5, 1);
        Settings.inRange("momentum", momentum, 0.5, 1);
        Settings.inRange("predictorWidth", predictorWidth, 16, 1024);
        Settings.inRange("predictorDepth", predictorDepth, 1, 16);
        Settings.inRange("predictorHeads", predictorHeads, 1, 32);
        if (predictorWidth % (4 * predictorHeads) != 0) {
            throw new IllegalArgumentException("predictorWidth must be a multiple of 4 × predictorHeads = "
                    + 4 * predictorHeads + ", but is " + predictorWidth);
        }
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Ijepa((VisionTransformer) backbones.get(), (VisionTransformer) backbones.get(), this);
    }

    @Override
    public void check(BackboneSpec backbone) {
        ObjectiveSpec.requireTransformer(backbone, "ijepa");
        if (backbone.image() / backbone.patch() < FEWEST_PATCHES_ALONG) {
            throw new IllegalArgumentException("backbone.patch must leave at least " + FEWEST_PATCHES_ALONG
                    + " patches along the image for ijepa's blocks: lower it");
        }
    }
}
