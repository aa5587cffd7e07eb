package isocenter.pretrain.portable;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.portable.NetworkWriter.Value;

/** From pixels in [0, 1] to {@link Backbone#features}: a network without its weights. */
final class FeatureNetwork {
    private FeatureNetwork() {}

    /** Writes the network as it answers in evaluation. Returns the features, [N, features]. */
    static Value write(Backbone backbone, NetworkWriter to) {
        Value images = to.standardise(to.images(), Backbone.INPUT_MEAN, 1 / Backbone.INPUT_DEVIATION);
        return backbone instanceof VisionTransformer transformer
                ? TransformerFeatures.write(transformer, images, to)
                : ResNetFeatures.write(backbone.state().keySet(), images, to);
    }
}
