package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.var_mean;

import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.parallel.Share;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNorm3dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch norm (Ioffe and Szegedy 2015) over the batch of all processes: libtorch's own where one process trains; where several
 * do, the statistics of their parts are joined, and gradients flow through them to every part (as {@code
 * torch.nn.SyncBatchNorm}, which libtorch has no C++ class for).
 */
public final class BatchNorm {
    private final Module module;
    private final UnaryOperator<Tensor> alone;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor runningMean;
    private final Tensor runningVariance;
    private final Tensor batches;
    private final double epsilon;
    private final double momentum;

    private BatchNorm(
            Module module,
            UnaryOperator<Tensor> alone,
            Tensor weight,
            Tensor bias,
            Tensor runningMean,
            Tensor runningVariance,
            Tensor batches,
            BatchNormOptions options) {
        this.module = module;
        this.alone = alone;
        this.weight = weight;
        this.bias = bias;
        this.runningMean = runningMean;
        this.runningVariance = runningVariance;
        this.batches = batches;
        this.epsilon = options.eps().get();
        this.momentum = options.momentum().get();
    }

    /** Over [N, C]. */
    static BatchNorm of(BatchNorm1dImpl norm) {
        return new BatchNorm(
                norm,
                norm::forward,
                norm.weight(),
                norm.bias(),
                norm.running_mean(),
                norm.running_var(),
                norm.num_batches_tracked(),
                norm.options());
    }

    /** Over [N, C, H, W]. */
    static BatchNorm of(BatchNorm2dImpl norm) {
        return new BatchNorm(
                norm,
                norm::forward,
                norm.weight(),
                norm.bias(),
                norm.running_mean(),
                norm.running_var(),
                norm.num_batches_tracked(),
                norm.options());
    }

    /** Over [N, C, D, H, W]. */
    static BatchNorm of(BatchNorm3dImpl norm) {
        return new BatchNorm(
                norm,
                norm::forward,
                norm.weight(),
                norm.bias(),
                norm.running_mean(),
                norm.running_var(),
                norm.num_batches_tracked(),
                norm.options());
    }

    /** To be registered with its owner. */
    public Module module() {
        return module;
    }

    /** Normalises each channel; the shape stays. */
    public Tensor forward(Tensor x) {
        Ranks ranks = Share.ranks();
        return ranks.size() == 1 || !module.is_training() ? alone.apply(x) : together(x, ranks);
    }

    private Tensor together(Tensor x, Ranks ranks) {
        long channels = x.size(1);
        long[] axes = LongStream.range(0, x.dim()).filter(axis -> axis != 1).toArray();
        T_TensorTensor_T own = var_mean(x.to(ScalarType.Float), axes, false, false);
        Tensor all =
                ranks.gathered(cat(new TensorVector(own.get1(), own.get0()), 0).unsqueeze(0), 1);
        Tensor means = all.narrow(1, 0, channels);
        Tensor mean = over(means);
        // every part has as many values: the variance is that within the parts and that between them
        Tensor variance =
                over(all.narrow(1, channels, channels)).add(over(means.sub(mean).square()));
        remember(mean, variance, x.numel() / channels * ranks.size());

        Tensor scale = variance.add(new Scalar(epsilon)).rsqrt();
        if (weight.defined()) {
            scale = scale.mul(weight);
        }
        Tensor shift = mean.mul(scale).neg();
        if (bias.defined()) {
            shift = shift.add(bias);
        }
        long[] shape = new long[(int) x.dim()];
        Arrays.fill(shape, 1);
        shape[1] = channels;
        return x.mul(scale.view(shape)).add(shift.view(shape)).to(x.scalar_type());
    }

    private static Tensor over(Tensor rows) {
        return rows.mean(new long[] {0}, false, new ScalarTypeOptional());
    }

    /** @param values of one channel, on all ranks */
    private void remember(Tensor mean, Tensor variance, long values) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Scalar share = new Scalar(momentum);
            runningMean.lerp_(mean.detach(), share);
            runningVariance.lerp_(variance.detach().mul(new Scalar(values / (values - 1.0))), share);
            batches.add_(new Scalar(1));
        }
    }
}
