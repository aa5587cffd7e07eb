package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.SectionName;
import java.util.function.Supplier;

/** Rotation prediction (Gidaris et al. 2018, arXiv:1803.07728). It has no settings. */
@SectionName("rotation")
public record RotationSpec() implements ObjectiveSpec {
    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Rotation(backbones.get());
    }
}
