package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import isocenter.pretrain.parallel.Share;
import isocenter.pretrain.tensor.StepScope;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Pre-norm transformer block (Dosovitskiy et al. 2021): x + attention(norm x), then x + MLP(norm x). */
public final class TransformerBlock extends Module {
    private final LayerNormImpl norm1;
    private final Attention attention;
    private final LayerNormImpl norm2;
    private final Mlp mlp;
    private double dropPath;

    /**
     * @param width of a token
     * @param heads of the attention, a divisor of {@code width}
     */
    public TransformerBlock(long width, long heads) {
        super("TransformerBlock");
        if (width % heads != 0) {
            throw new IllegalArgumentException("heads must divide width: " + width + " is not a multiple of " + heads);
        }
        norm1 = register_module("norm1", Layers.layerNorm(width));
        attention = register_module("attn", new Attention(width, heads));
        norm2 = register_module("norm2", Layers.layerNorm(width));
        mlp = register_module("mlp", new Mlp(width, 4 * width));
    }

    /** [N, L, width] → the same shape. */
    public Tensor forward(Tensor tokens) {
        return StepScope.keepingResult(() -> {
            Tensor attended = tokens.add(kept(attention.forward(norm1.forward(tokens))));
            return attended.add(kept(mlp.forward(norm2.forward(attended))));
        });
    }

    /** Probability that a branch is left out for an image while training. */
    void dropPath(double probability) {
        dropPath = probability;
    }

    /**
     * The branch, for some images zero and for the others scaled so that its mean stays. Drawn with libtorch's default CPU
     * generator, whatever the device, since a checkpoint holds that one's state.
     */
    private Tensor kept(Tensor branch) {
        if (dropPath == 0 || !is_training()) {
            return branch;
        }
        Tensor kept = Share.even(branch.size(0), 1).unsqueeze(-1).ge(new Scalar(dropPath));
        return branch.mul(kept.to(branch.device(), branch.scalar_type()).div(new Scalar(1 - dropPath)));
    }

    private static final class Attention extends Module {
        private final LinearImpl qkv;
        private final LinearImpl proj;
        private final long heads;

        Attention(long width, long heads) {
            super("Attention");
            this.heads = heads;
            qkv = register_module("qkv", Layers.linear(width, 3 * width, true));
            proj = register_module("proj", Layers.linear(width, width, true));
        }

        Tensor forward(Tensor x) {
            long n = x.size(0);
            long length = x.size(1);
            long width = x.size(2);
            TensorVector parts = qkv.forward(x)
                    .reshape(n, length, 3, heads, width / heads)
                    .permute(2, 0, 3, 1, 4)
                    .unbind(0);
            Tensor mixed = scaled_dot_product_attention(parts.get(0), parts.get(1), parts.get(2));
            return proj.forward(mixed.transpose(1, 2).reshape(n, length, width));
        }
    }

    private static final class Mlp extends Module {
        private final LinearImpl fc1;
        private final LinearImpl fc2;

        Mlp(long width, long hidden) {
            super("Mlp");
            fc1 = register_module("fc1", Layers.linear(width, hidden, true));
            fc2 = register_module("fc2", Layers.linear(hidden, width, true));
        }

        Tensor forward(Tensor x) {
            return fc2.forward(gelu(fc1.forward(x)));
        }
    }
}
