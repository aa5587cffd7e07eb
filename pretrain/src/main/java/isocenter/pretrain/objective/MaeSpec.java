package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * Masked autoencoder (He et al. 2022, arXiv:2111.06377); the loss is on masked patches, each normalised by its own mean
 * and deviation.
 *
 * @param maskRatio part of the patches hidden from the encoder, 0.1–0.95
 * @param decoder light transformer that predicts them
 */
@SectionName("mae")
public record MaeSpec(double maskRatio, DecoderSpec decoder) implements ObjectiveSpec {

    public MaeSpec {
        Settings.inRange("maskRatio", maskRatio, 0.1, 0.95);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Mae((VisionTransformer) backbones.get(), this);
    }

    @Override
    public void check(BackboneSpec backbone) {
        ObjectiveSpec.requireTransformer(backbone, "mae");
        if (backbone.volumes() && decoder.width() % 6 != 0) {
            throw new IllegalArgumentException("mae.decoder.width must be a multiple of 6 for volumes, whose positions"
                    + " split it in six, but is " + decoder.width());
        }
    }

    @Override
    public boolean volumes() {
        return true;
    }

    @Override
    public boolean paints() {
        return true;
    }
}
