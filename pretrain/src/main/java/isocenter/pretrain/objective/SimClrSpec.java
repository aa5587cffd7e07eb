package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * SimCLR (Chen et al. 2020, arXiv:2002.05709).
 *
 * @param temperature of NT-Xent, 0.01–2
 * @param projection head between backbone and loss
 */
@SectionName("simclr")
public record SimClrSpec(double temperature, ProjectionSpec projection) implements ObjectiveSpec {

    public SimClrSpec {
        Settings.inRange("temperature", temperature, 0.01, 2);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new SimClr(backbones.get(), this);
    }

    @Override
    public boolean comparesImages() {
        return true;
    }

    @Override
    public boolean volumes() {
        return true;
    }

    @Override
    public boolean pairsViews() {
        return true;
    }
}
