package isocenter.pretrain.backbone;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/**
 * A convolution over images or volumes: libtorch has a class for each number of axes, and nothing that they share.
 *
 * @param module to register with its owner
 * @param weight [out, in, kernel, …]
 * @param bias [out], undefined where there is none
 */
record Convolution(Module module, Tensor weight, Tensor bias, UnaryOperator<Tensor> layer) {
    /** [N, in, …] → [N, out, …]. */
    Tensor forward(Tensor x) {
        return layer.apply(x);
    }
}
