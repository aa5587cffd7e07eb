package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.smooth_l1_loss;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.tensor.Autocast;
import java.util.List;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * I-JEPA (Assran et al. 2023, arXiv:2301.08243): from a context block, predict how a moving average of the encoder
 * represents other blocks of the same image. Nothing is painted and no view is made up. The target encoder is the result.
 * Both encoders carry the class token along, which the paper's do not have.
 */
final class Ijepa extends Module implements Objective {
    private final VisionTransformer context;
    private final VisionTransformer target;
    private final Predictor predictor;
    private final MovingAverage averages;
    private final IjepaSpec spec;

    Ijepa(VisionTransformer context, VisionTransformer target, IjepaSpec spec) {
        super("Ijepa");
        this.context = context;
        this.target = target;
        this.spec = spec;
        register_module("context", context);
        predictor = register_module("predictor", new Predictor(context.featureCount(), context.side(), spec));
        register_module("target", target);
        averages = new MovingAverage(context, target);
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        MultiBlockMask mask = MultiBlockMask.draw(images.size(0), context.side(), spec, pass);
        Tensor tokens;
        try (NoGradGuard noGradient = new NoGradGuard();
                Autocast mixed = pass.autocast()) {
            tokens = VisionTransformer.patchesOf(target.tokens(images)).to(ScalarType.Float);
        }
        Tensor predicted;
        try (Autocast mixed = pass.autocast()) {
            Tensor seen = VisionTransformer.patchesOf(context.visibleTokens(images, mask.context()));
            predicted = predictor.forward(seen, mask.context(), mask.targets());
        }
        Tensor loss = smooth_l1_loss(predicted.to(ScalarType.Float), targets(tokens, mask.targets()));
        Tensor means = tokens.mean(new long[] {1}, false, new ScalarTypeOptional());
        return new Loss(loss, EmbeddingSpread.deviation(pass.gathered(Rows.unitLength(means), 1)));
    }

    /**
     * What must be predicted: the target encoder's patches, normalised over the width, block after block.
     *
     * @param tokens [N, L, width] float32
     * @return [blocks·N, T, width]
     */
    static Tensor targets(Tensor tokens, List<Tensor> blocks) {
        Tensor normed = layer_norm(tokens, tokens.size(2));
        TensorVector chosen = new TensorVector();
        for (Tensor block : blocks) {
            chosen.push_back(Rows.chosen(normed, block));
        }
        return cat(chosen, 0);
    }

    @Override
    public void stepped(Pass pass) {
        averages.follow(MovingAverage.linear(spec.momentum(), pass.progress()));
    }

    @Override
    public boolean comparableLosses() {
        return false;
    }

    @Override
    public int views() {
        return 1;
    }

    @Override
    public Backbone backbone() {
        return target;
    }

    @Override
    public Backbone student() {
        return context;
    }

    @Override
    public Module module() {
        return this;
    }
}
