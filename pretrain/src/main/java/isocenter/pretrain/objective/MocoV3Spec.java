package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * MoCo v3 (Chen et al. 2021, arXiv:2104.02057). The projector has three layers for a ViT and two for a ResNet, as in its
 * code.
 *
 * @param temperature τ, 0.01–2
 * @param momentum of the key encoder at the start, rising to 1 by a cosine, 0.5–1
 * @param hidden width of the heads' hidden layers, 8–8192
 * @param output width of the projected vector, 8–2048
 * @param frozenPatches keep a ViT's patch projection as it was drawn, which steadies training
 */
@SectionName("moco-v3")
public record MocoV3Spec(
        @DefaultValue("0.2") double temperature,
        @DefaultValue("0.99") double momentum,
        @DefaultValue("4096") int hidden,
        @DefaultValue("256") int output,
        @DefaultValue("true") boolean frozenPatches)
        implements ObjectiveSpec {

    public MocoV3Spec {
        Settings.inRange("temperature", temperature, 0.01, 2);
        Settings.inRange("momentum", momentum, 0.5, 1);
        Settings.inRange("hidden", hidden, 8, 8192);
        Settings.inRange("output", output, 8, 2048);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new MocoV3(backbones.get(), backbones.get(), backbone.transformer() ? 3 : 2, this);
    }

    @Override
    public boolean comparesImages() {
        return true;
    }

    @Override
    public boolean pairsViews() {
        return true;
    }
}
