package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.stack;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The gradients of some weights, taken together. */
final class Gradients {
    private static final double CLIP_EPSILON = 1e-6;

    private final List<Tensor> weights;
    private final OperatorHandle norms = Dispatcher.singleton().findSchemaOrThrow("aten::_foreach_norm", "Scalar");
    private final OperatorHandle scale = Dispatcher.singleton().findSchemaOrThrow("aten::_foreach_mul_", "Scalar");

    Gradients(List<Tensor> weights) {
        this.weights = List.copyOf(weights);
    }

    /** See {@link Optimizer#clipGradients}: as {@code torch.nn.utils.clip_grad_norm_} does it. */
    double clip(double maxNorm) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            TensorBatch gradients = new TensorBatch();
            for (Tensor weight : weights) {
                Tensor gradient = weight.grad();
                if (gradient.defined()) {
                    gradients.add(gradient);
                }
            }
            IValueVector call = new IValueVector(gradients.value(), new IValue(new Scalar(2.0)), new IValue());
            norms.callBoxed(call);
            double norm =
                    stack(call.get(0).toTensorVector()).norm(new Scalar(2.0)).item_double();
            if (maxNorm > 0 && norm > maxNorm) {
                scale.callBoxed(
                        new IValueVector(gradients.value(), new IValue(new Scalar(maxNorm / (norm + CLIP_EPSILON)))));
            }
            return norm;
        }
    }

    /** Forgets all of them, so that the next backward pass starts afresh without zeroing memory. */
    void drop() {
        for (Tensor weight : weights) {
            try (PointerScope scope = new PointerScope()) {
                Tensor gradient = weight.mutable_grad();
                if (gradient.defined()) {
                    gradient.reset();
                }
            }
        }
    }
}
