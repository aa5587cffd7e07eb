package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.xavier_uniform_;

import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LayerNormOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LinearOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The layers that networks here are made of, with the initial weights their papers use. */
public final class Layers {
    /** Added to the variance in every layer norm. */
    public static final double TRANSFORMER_EPSILON = 1e-6;

    private static final double TOKEN_DEVIATION = 0.02;

    private Layers() {}

    /** x·Wᵀ + b, [.., in] → [.., out]; W Xavier-uniform and b zero, as in MAE. */
    public static LinearImpl linear(long in, long out, boolean bias) {
        LinearOptions options = new LinearOptions(in, out);
        options.bias().put(bias);
        LinearImpl layer = new LinearImpl(options);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            xavier_uniform_(layer.weight());
            if (bias) {
                layer.bias().zero_();
            }
        }
        return layer;
    }

    /** Normalises the last axis; ε as in timm's transformers. */
    public static LayerNormImpl layerNorm(long width) {
        LayerNormOptions options = new LayerNormOptions(new LongVector(new long[] {width}));
        options.eps().put(TRANSFORMER_EPSILON);
        return new LayerNormImpl(options);
    }

    /** Normalises each feature over the batch, [N, F]. */
    public static BatchNorm batchNorm(long features) {
        return batchNorm(features, true);
    }

    /** The same, with or without a learned scale and shift. */
    public static BatchNorm batchNorm(long features, boolean affine) {
        BatchNormOptions options = new BatchNormOptions(features);
        options.affine().put(affine);
        return BatchNorm.of(new BatchNorm1dImpl(options));
    }

    /** A learned token, normal with deviation 0.02, registered with its owner. */
    public static Tensor token(Module owner, String name, long width) {
        Tensor value;
        try (NoGradGuard noGradient = new NoGradGuard();
                Scalar deviation = new Scalar(TOKEN_DEVIATION)) {
            value = randn(1, 1, width).mul(deviation);
        }
        return register(owner, name, value, true);
    }

    /**
     * Registers a parameter and hands back our own handle: libtorch's answer is a reference into the module's vector,
     * which dangles at the next registration.
     */
    static Tensor register(Module owner, String name, Tensor value, boolean trainable) {
        owner.register_parameter(name, value, trainable);
        return value;
    }
}
