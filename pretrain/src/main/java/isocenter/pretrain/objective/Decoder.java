package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;

import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.backbone.SineCosinePositions;
import isocenter.pretrain.backbone.TransformerBlock;
import isocenter.pretrain.backbone.VisionTransformer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * MAE's decoder: the visible tokens go back to their places, a learned token stands for every hidden one, and a few
 * transformer blocks predict all patches' pixels. Thrown away after pretraining.
 */
final class Decoder extends Module {
    private final int width;
    private final LinearImpl embed;
    private final Tensor maskToken;
    private final Tensor positions;
    private final List<TransformerBlock> blocks = new ArrayList<>();
    private final LayerNormImpl norm;
    private final LinearImpl predict;

    Decoder(VisionTransformer encoder, DecoderSpec spec) {
        super("Decoder");
        width = spec.width();
        embed = register_module("embed", Layers.linear(encoder.featureCount(), width, true));
        maskToken = Layers.token(this, "mask_token", width);
        positions = Tensor.create(
                SineCosinePositions.of(encoder.axes(), encoder.side(), width), 1, 1L + encoder.patches(), width);
        register_buffer("positions", positions);
        ModuleListImpl list = new ModuleListImpl();
        for (int i = 0; i < spec.depth(); i++) {
            TransformerBlock block = new TransformerBlock(width, spec.heads());
            blocks.add(block);
            list.push_back(block);
        }
        register_module("blocks", list);
        norm = register_module("norm", Layers.layerNorm(width));
        predict = register_module("predict", Layers.linear(width, encoder.patchPixels(), true));
    }

    /**
     * @param visible [N, 1 + K, encoder width], class token first
     * @param restore [N, L] of the mask
     * @return [N, L, patch² or patch³] pixels, in the target's normalised units
     */
    Tensor forward(Tensor visible, Tensor restore) {
        long n = restore.size(0);
        long patches = restore.size(1);
        Tensor tokens = embed.forward(visible);
        long kept = tokens.size(1) - 1;
        Tensor hidden = maskToken.to(tokens.scalar_type()).expand(n, patches - kept, width);
        Tensor inPlace = cat(new TensorVector(tokens.narrow(1, 1, kept), hidden), 1)
                .gather(1, restore.unsqueeze(-1).expand(n, patches, width));
        Tensor x = cat(new TensorVector(tokens.narrow(1, 0, 1), inPlace), 1).add(positions);
        for (TransformerBlock block : blocks) {
            x = block.forward(x);
        }
        return predict.forward(norm.forward(x)).narrow(1, 1, patches);
    }
}
