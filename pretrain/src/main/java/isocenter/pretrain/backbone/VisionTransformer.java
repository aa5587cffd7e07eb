package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.xavier_uniform_;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Vision transformer (Dosovitskiy et al. 2021) as MAE trains it: a class token, fixed sine-cosine positions, Xavier
 * weights. Parameter names are timm's ({@code patch_embed.proj}, {@code blocks.0.attn.qkv}, {@code norm}). That of volumes
 * has cubes for patches: wherever images are [N, 1, H, W], it takes volumes [N, 1, D, H, W].
 */
public final class VisionTransformer extends Module implements Backbone {
    private final Axes axes;
    private final int side;
    private final int patch;
    private final int width;
    private final int heads;
    private final Tensor classToken;
    private final Tensor positions;
    private final PatchEmbedding patchEmbedding;
    private final List<TransformerBlock> blocks = new ArrayList<>();
    private final LayerNormImpl norm;

    VisionTransformer(Axes axes, int image, int patch, int width, int depth, int heads) {
        super("VisionTransformer");
        this.axes = axes;
        this.side = image / patch;
        this.patch = patch;
        this.width = width;
        this.heads = heads;
        classToken = Layers.token(this, "cls_token", width);
        positions = Layers.register(
                this,
                "pos_embed",
                Tensor.create(SineCosinePositions.of(axes.count(), side, width), 1, 1L + patches(), width),
                false);
        patchEmbedding = register_module("patch_embed", new PatchEmbedding(axes, patch, width));
        ModuleListImpl list = new ModuleListImpl();
        for (int i = 0; i < depth; i++) {
            TransformerBlock block = new TransformerBlock(width, heads);
            blocks.add(block);
            list.push_back(block);
        }
        register_module("blocks", list);
        norm = register_module("norm", Layers.layerNorm(width));
    }

    /**
     * All tokens after the last norm, as timm's {@code forward_features}.
     *
     * @param images [N, 1, H, W], values in [0, 1]
     * @return [N, 1 + L, width], the class token first
     */
    public Tensor tokens(Tensor images) {
        return encode(embed(images));
    }

    /**
     * The tokens of the patches that are kept: the others cost nothing, which is what makes MAE fast.
     *
     * @param images [N, 1, H, W], values in [0, 1]
     * @param kept [N, K] patch numbers, row by row from the top left
     * @return [N, 1 + K, width], the class token first, then the patches in the order of {@code kept}
     */
    public Tensor visibleTokens(Tensor images, Tensor kept) {
        Tensor index = kept.unsqueeze(-1).expand(kept.size(0), kept.size(1), width);
        return encode(embed(images).gather(1, index));
    }

    /**
     * All tokens after the last norm, where a learned token stands for each hidden patch before the first block, as in
     * BEiT, SimMIM and data2vec.
     *
     * @param images [N, 1, H, W], values in [0, 1]
     * @param hidden [N, L], 1 where the token stands, 0 elsewhere
     * @param token [1, 1, width]
     * @return [N, 1 + L, width], the class token first
     */
    public Tensor maskedTokens(Tensor images, Tensor hidden, Tensor token) {
        Tensor patches = patchEmbedding.forward(standardised(images));
        Tensor where = hidden.unsqueeze(-1).to(patches.scalar_type());
        Tensor shown = patches.mul(where.neg().add(new Scalar(1.0)));
        Tensor covered = shown.add(token.to(patches.scalar_type()).mul(where));
        return encode(covered.add(patchPositions(images)));
    }

    /**
     * What the last blocks answer with, before any norm, the first of them first.
     *
     * @param images [N, 1, H, W], values in [0, 1]
     * @param last how many blocks, 1–depth
     * @return so many [N, 1 + L, width], the class token first
     */
    public List<Tensor> blockOutputs(Tensor images, int last) {
        List<Tensor> outputs = new ArrayList<>();
        Tensor x = withClassToken(embed(images));
        for (int i = 0; i < blocks.size(); i++) {
            x = blocks.get(i).forward(x);
            if (i >= blocks.size() - last) {
                outputs.add(x);
            }
        }
        return outputs;
    }

    @Override
    public Tensor features(Tensor images) {
        return patchesOf(tokens(images)).mean(new long[] {1}, false, new ScalarTypeOptional());
    }

    @Override
    public Tensor map(Tensor images) {
        Tensor patches = patchesOf(tokens(images));
        long[] shape = new long[2 + axes.count()];
        shape[0] = patches.size(0);
        shape[1] = width;
        for (int axis = 2; axis < shape.length; axis++) {
            shape[axis] = images.size(axis) / patch;
        }
        return patches.transpose(1, 2).reshape(shape);
    }

    /** A ViT's tokens without the class token that stands first, [N, 1 + L, width] → [N, L, width]. */
    public static Tensor patchesOf(Tensor tokens) {
        return tokens.narrow(1, 1, tokens.size(1) - 1);
    }

    @Override
    public int stride() {
        return patch;
    }

    @Override
    public void dropPath(double rate) {
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).dropPath(rate * i / Math.max(1, blocks.size() - 1));
        }
    }

    /** Patches along one edge of an image. */
    public int side() {
        return side;
    }

    /** Edge of a patch in pixels. */
    public int patch() {
        return patch;
    }

    /** Axes of a patch: 2 of an image, 3 of a volume. */
    public int axes() {
        return axes.count();
    }

    /** Patches of an image. */
    public int patches() {
        return (int) Math.pow(side, axes.count());
    }

    /** Pixels of a patch. */
    public int patchPixels() {
        return (int) Math.pow(patch, axes.count());
    }

    /** Heads of each block's attention. */
    public int heads() {
        return heads;
    }

    @Override
    public int featureCount() {
        return width;
    }

    @Override
    public int depth() {
        return blocks.size() + 1;
    }

    @Override
    public int depthOf(String parameter) {
        if (parameter.startsWith("blocks.")) {
            return 1 + Integer.parseInt(parameter.split("\\.", -1)[1]);
        }
        return parameter.startsWith("norm.") ? depth() : 0;
    }

    @Override
    public Module module() {
        return this;
    }

    /** Patches [N, L, width] with their positions. */
    private Tensor embed(Tensor images) {
        return patchEmbedding.forward(standardised(images)).add(patchPositions(images));
    }

    /** The positions of an image's patches; those of a square of another size are resized, as local crops need. */
    private Tensor patchPositions(Tensor images) {
        int across = (int) (images.size(-1) / patch);
        if (across == side) {
            return positions.narrow(1, 1, patches());
        }
        if (axes != Axes.IMAGE) {
            throw new IllegalArgumentException(
                    "volumes must have " + side * patch + " voxels a side, not " + images.size(-1));
        }
        return PositionGrid.resized(positions, across).narrow(1, 1, (long) across * across);
    }

    private Tensor withClassToken(Tensor patches) {
        Tensor first = classToken.add(positions.narrow(1, 0, 1)).expand(patches.size(0), 1, width);
        return cat(new TensorVector(first.to(patches.scalar_type()), patches), 1);
    }

    private Tensor encode(Tensor patches) {
        Tensor x = withClassToken(patches);
        for (TransformerBlock block : blocks) {
            x = Recomputation.through(block::forward, x);
        }
        return norm.forward(x);
    }

    private static Tensor standardised(Tensor images) {
        return images.sub(new Scalar(INPUT_MEAN)).mul(new Scalar(1 / INPUT_DEVIATION));
    }

    private static final class PatchEmbedding extends Module {
        private final Convolution proj;

        PatchEmbedding(Axes axes, int patch, int width) {
            super("PatchEmbedding");
            proj = axes.convolution(1, width, patch, patch, 0, true);
            register_module("proj", proj.module());
            try (NoGradGuard noGradient = new NoGradGuard()) {
                // MAE initialises it as the linear map that it is
                xavier_uniform_(proj.weight().view(width, -1));
                proj.bias().zero_();
            }
        }

        Tensor forward(Tensor images) {
            return proj.forward(images).flatten(2, -1).transpose(1, 2);
        }
    }
}
