package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.parallel.Share;
import isocenter.pretrain.tensor.Autocast;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * SimMIM (Xie et al. 2022, arXiv:2111.09886): squares of the image are hidden, the whole encoder runs on what is left, and
 * one linear layer paints the pixels. A ViT sees a learned token in place of a hidden patch; a ResNet, which has no
 * tokens, sees mean grey.
 */
final class SimMim extends Module implements Objective {
    private final Backbone backbone;
    private final PixelHead head;
    private final @Nullable Tensor maskToken;
    private final SimMimSpec spec;
    private final long units;

    SimMim(Backbone backbone, int image, SimMimSpec spec) {
        super("SimMim");
        this.backbone = backbone;
        this.spec = spec;
        this.units = image / spec.unit();
        register_module("backbone", backbone.module());
        maskToken = backbone instanceof VisionTransformer
                ? Layers.token(this, "mask_token", backbone.featureCount())
                : null;
        head = register_module("head", new PixelHead(backbone));
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        Tensor hidden = drawn(images.size(0), pass);
        Tensor pixels = spread(hidden, spec.unit());
        return new Loss(MaskedPixelLoss.of(images, painted(images, hidden, pixels, pass), pixels), Map.of());
    }

    @Override
    public Optional<Painting> painting(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        Tensor hidden = drawn(images.size(0), pass);
        Tensor pixels = spread(hidden, spec.unit());
        return Optional.of(
                new Painting(covered(images, pixels), images.lerp(painted(images, hidden, pixels, pass), pixels)));
    }

    /** [N, 1, H, W] float32. */
    private Tensor painted(Tensor images, Tensor hidden, Tensor pixels, Pass pass) {
        try (Autocast mixed = pass.autocast()) {
            return head.forward(map(images, hidden, pixels)).to(ScalarType.Float);
        }
    }

    /** Images with mean grey where pixels are hidden. */
    private static Tensor covered(Tensor images, Tensor pixels) {
        Tensor shown = pixels.neg().add(new Scalar(1.0));
        return images.mul(shown).add(pixels.mul(new Scalar(Backbone.INPUT_MEAN)));
    }

    private Tensor map(Tensor images, Tensor hidden, Tensor pixels) {
        if (maskToken != null && backbone instanceof VisionTransformer transformer) {
            long side = transformer.side();
            Tensor patches = spread(hidden, spec.unit() / transformer.patch()).flatten(1, -1);
            Tensor tokens = transformer.maskedTokens(images, patches, maskToken);
            return tokens.narrow(1, 1, side * side)
                    .transpose(1, 2)
                    .reshape(images.size(0), transformer.featureCount(), side, side);
        }
        return backbone.map(covered(images, pixels));
    }

    /** [N, 1, units, units], 1 where hidden: the same number in each image, drawn evenly. */
    private Tensor drawn(long images, Pass pass) {
        long count = Math.round(units * units * spec.maskRatio());
        Tensor rank = pass.device()
                .place(Share.even(images, units * units))
                .argsort(1, false)
                .argsort(1, false);
        return rank.lt(new Scalar(count)).to(ScalarType.Float).reshape(images, 1, units, units);
    }

    /** Each cell as a square of {@code times × times}: [N, 1, h, w] → [N, 1, h·times, w·times]. */
    private static Tensor spread(Tensor cells, long times) {
        return cells.repeat_interleave(times, new LongOptional(2), new LongOptional())
                .repeat_interleave(times, new LongOptional(3), new LongOptional());
    }

    @Override
    public int views() {
        return 1;
    }

    @Override
    public Backbone backbone() {
        return backbone;
    }

    @Override
    public Module module() {
        return this;
    }
}
