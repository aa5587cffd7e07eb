package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * BYOL (Grill et al. 2020, arXiv:2006.07733).
 *
 * @param momentum of the target network at the start, rising to 1 by a cosine, 0.5–1
 * @param hidden width of projector and predictor, 8–8192
 * @param output width of the projected vector, 8–2048
 */
@SectionName("byol")
public record ByolSpec(
        @DefaultValue("0.99") double momentum,
        @DefaultValue("4096") int hidden,
        @DefaultValue("256") int output) implements ObjectiveSpec {

    public ByolSpec {
        Settings.inRange("momentum", momentum, 0.5, 1);
        Settings.inRange("hidden", hidden, 8, 8192);
        Settings.inRange("output", output, 8, 2048);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Byol(backbones.get(), backbones.get(), this);
    }

    @Override
    public boolean pairsViews() {
        return true;
    }
}
