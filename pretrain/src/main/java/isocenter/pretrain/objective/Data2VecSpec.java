package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * data2vec for images (Baevski et al. 2022, arXiv:2202.03555).
 *
 * @param maskRatio part of the patches hidden, in blocks as BEiT draws them, 0.1–0.9
 * @param topBlocks of the teacher whose outputs are averaged, 1–12
 * @param beta where the loss turns from square to straight, 0.1–10
 * @param momentum of the teacher at the start, rising to 1 in a straight line, 0.5–1
 */
@SectionName("data2vec")
public record Data2VecSpec(
        @DefaultValue("0.6") double maskRatio,
        @DefaultValue("6") int topBlocks,
        @DefaultValue("2") double beta,
        @DefaultValue("0.998") double momentum)
        implements ObjectiveSpec {

    public Data2VecSpec {
        Settings.inRange("maskRatio", maskRatio, 0.1, 0.9);
        Settings.inRange("topBlocks", topBlocks, 1, 12);
        Settings.inRange("beta", beta, 0.1, 10);
        Settings.inRange("momentum", momentum, 0.5, 1);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Data2Vec((VisionTransformer) backbones.get(), (VisionTransformer) backbones.get(), this);
    }

    @Override
    public void check(BackboneSpec backbone) {
        ObjectiveSpec.requireTransformer(backbone, "data2vec");
    }
}
