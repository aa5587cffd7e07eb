package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * MoCo v2 (Chen et al. 2020, arXiv:2003.04297).
 *
 * @param temperature τ, 0.01–2
 * @param momentum of the key encoder, constant, 0.5–1
 * @param queue keys kept as negatives, 16–262144. Fewer than the pool's images, or an image is its own negative
 * @param hidden width of the head's hidden layer, 8–8192
 * @param output width of the projected vector, 8–2048
 */
@SectionName("moco-v2")
public record MocoV2Spec(
        @DefaultValue("0.2") double temperature,
        @DefaultValue("0.999") double momentum,
        @DefaultValue("65536") int queue,
        @DefaultValue("2048") int hidden,
        @DefaultValue("128") int output)
        implements ObjectiveSpec {

    public MocoV2Spec {
        Settings.inRange("temperature", temperature, 0.01, 2);
        Settings.inRange("momentum", momentum, 0.5, 1);
        Settings.inRange("queue", queue, 16, 262_144);
        Settings.inRange("hidden", hidden, 8, 8192);
        Settings.inRange("output", output, 8, 2048);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new MocoV2(backbones.get(), backbones.get(), this);
    }

    @Override
    public boolean pairsViews() {
        return true;
    }
}
