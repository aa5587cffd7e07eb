package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;

import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.backbone.SineCosinePositions;
import isocenter.pretrain.backbone.TransformerBlock;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * I-JEPA's predictor: a narrow transformer over the context's tokens and, for each place of one target block, a learned
 * token with that place's position. Blocks do not see each other. Thrown away after pretraining.
 */
final class Predictor extends Module {
    private final int width;
    private final LinearImpl embed;
    private final Tensor maskToken;
    private final Tensor positions;
    private final List<TransformerBlock> blocks = new ArrayList<>();
    private final LayerNormImpl norm;
    private final LinearImpl predict;

    Predictor(int encoderWidth, int side, IjepaSpec spec) {
        super("Predictor");
        width = spec.predictorWidth();
        embed = register_module("embed", Layers.linear(encoderWidth, width, true));
        maskToken = Layers.token(this, "mask_token", width);
        long patches = (long) side * side;
        positions = Tensor.create(SineCosinePositions.of(2, side, width), 1, 1 + patches, width)
                .narrow(1, 1, patches)
                .contiguous();
        register_buffer("positions", positions);
        ModuleListImpl list = new ModuleListImpl();
        for (int i = 0; i < spec.predictorDepth(); i++) {
            TransformerBlock block = new TransformerBlock(width, spec.predictorHeads());
            blocks.add(block);
            list.push_back(block);
        }
        register_module("blocks", list);
        norm = register_module("norm", Layers.layerNorm(width));
        predict = register_module("predict", Layers.linear(width, encoderWidth, true));
    }

    /**
     * @param seen [N, C, encoder width]
     * @param context [N, C] patch numbers of these
     * @param targets for each block [N, T] patch numbers
     * @return [blocks·N, T, encoder width], block after block
     */
    Tensor forward(Tensor seen, Tensor context, List<Tensor> targets) {
        Tensor known = embed.forward(seen);
        known = known.add(at(context).to(known.scalar_type()));
        TensorVector sequences = new TensorVector();
        for (Tensor target : targets) {
            Tensor asked = maskToken.add(at(target)).to(known.scalar_type());
            sequences.push_back(cat(new TensorVector(known, asked), 1));
        }
        Tensor x = cat(sequences, 0);
        for (TransformerBlock block : blocks) {
            x = block.forward(x);
        }
        long asked = targets.get(0).size(1);
        return predict.forward(norm.forward(x.narrow(1, x.size(1) - asked, asked)));
    }

    private Tensor at(Tensor numbers) {
        return Rows.chosen(positions.expand(numbers.size(0), positions.size(1), width), numbers);
    }
}
