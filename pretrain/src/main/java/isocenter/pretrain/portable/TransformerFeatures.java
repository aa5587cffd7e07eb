package isocenter.pretrain.portable;

import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.portable.NetworkWriter.Value;

/** {@link VisionTransformer#features}, for a file. */
final class TransformerFeatures {
    private static final double EPSILON = Layers.TRANSFORMER_EPSILON;

    private TransformerFeatures() {}

    /** @param images standardised */
    static Value write(VisionTransformer transformer, Value images, NetworkWriter to) {
        int width = transformer.featureCount();
        Value patches = to.places(to.convolution(images, "patch_embed.proj", transformer.patch(), 0));
        Value x = to.addParameter(to.prepend(patches, "cls_token", width), "pos_embed");
        // the last depth is the norm's
        for (int i = 0; i < transformer.depth() - 1; i++) {
            x = block(x, "blocks." + i, width, transformer.heads(), to);
        }
        return to.mean(to.withoutFirst(to.layerNorm(x, "norm", EPSILON)), 1);
    }

    private static Value block(Value x, String block, int width, int heads, NetworkWriter to) {
        Value projected = to.linear(to.layerNorm(x, block + ".norm1", EPSILON), block + ".attn.qkv");
        Value attended = to.add(x, to.linear(to.attention(projected, width, heads), block + ".attn.proj"));
        Value hidden = to.linear(to.layerNorm(attended, block + ".norm2", EPSILON), block + ".mlp.fc1");
        return to.add(attended, to.linear(to.gelu(hidden), block + ".mlp.fc2"));
    }
}
