package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.smooth_l1_loss;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.tensor.Autocast;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * data2vec (Baevski et al. 2022, arXiv:2202.03555): the student sees an image with patches hidden and predicts, at their
 * places, the mean of what the teacher's last blocks say of the whole image. The teacher is the student's moving average;
 * the student is the result.
 */
final class Data2Vec extends Module implements Objective {
    /** aten's code for a loss that is summed and not averaged. */
    private static final long SUM = 2;

    private final VisionTransformer student;
    private final VisionTransformer teacher;
    private final LinearImpl head;
    private final Tensor maskToken;
    private final MovingAverage averages;
    private final Data2VecSpec spec;

    Data2Vec(VisionTransformer student, VisionTransformer teacher, Data2VecSpec spec) {
        super("Data2Vec");
        this.student = student;
        this.teacher = teacher;
        this.spec = spec;
        register_module("backbone", student);
        maskToken = Layers.token(this, "mask_token", student.featureCount());
        head = register_module("head", Layers.linear(student.featureCount(), student.featureCount(), true));
        register_module("teacher", teacher);
        averages = new MovingAverage(student, teacher);
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        Tensor hidden = BlockwiseMask.draw(images.size(0), student.side(), spec.maskRatio(), pass);
        Tensor target;
        try (NoGradGuard noGradient = new NoGradGuard();
                Autocast mixed = pass.autocast()) {
            target = targets(teacher.blockOutputs(images, spec.topBlocks()));
        }
        Tensor predicted;
        try (Autocast mixed = pass.autocast()) {
            predicted = head.forward(VisionTransformer.patchesOf(student.maskedTokens(images, hidden, maskToken)));
        }
        Tensor loss = loss(predicted.to(ScalarType.Float), target, hidden, spec.beta());
        Tensor means = target.mean(new long[] {1}, false, new ScalarTypeOptional());
        return new Loss(loss, EmbeddingSpread.deviation(pass.gathered(Rows.unitLength(means), 1)));
    }

    /**
     * The mean of the blocks' patches, normalised over the width. Source: facebookresearch/fairseq, {@code
     * examples/data2vec}, settings of {@code base_imagenet_d2v1.yaml}.
     *
     * @param blocks [N, 1 + L, width] each, the class token first
     * @return [N, L, width] float32
     */
    static Tensor targets(List<Tensor> blocks) {
        Tensor sum = null;
        for (Tensor block : blocks) {
            Tensor patches = VisionTransformer.patchesOf(block).to(ScalarType.Float);
            sum = sum == null ? patches : sum.add(patches);
        }
        if (sum == null) {
            throw new IllegalArgumentException("no blocks to average");
        }
        return layer_norm(sum.div(new Scalar((double) blocks.size())), sum.size(2));
    }

    /**
     * The mean over hidden patches of the smooth L1 distance, summed over the width and divided by its root.
     *
     * @param predicted [N, L, width]
     * @param target [N, L, width]
     * @param hidden [N, L], 1 where the error counts
     */
    static Tensor loss(Tensor predicted, Tensor target, Tensor hidden, double beta) {
        Tensor where = hidden.unsqueeze(-1);
        double scale = 1 / Math.sqrt(predicted.size(2));
        // where nothing is hidden both sides are zero, and so is their distance
        return smooth_l1_loss(predicted.mul(where), target.mul(where), SUM, beta)
                .mul(new Scalar(scale))
                .div(hidden.sum());
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
        return student;
    }

    @Override
    public Module module() {
        return this;
    }
}
