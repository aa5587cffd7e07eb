package isocenter.pretrain.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** SimMIM's loss: the mean absolute error of hidden pixels. Source: microsoft/SimMIM, {@code models/simmim.py}. */
final class MaskedPixelLoss {
    private static final double EPSILON = 1e-5;

    private MaskedPixelLoss() {}

    /**
     * @param images [N, 1, H, W] float32
     * @param painted [N, 1, H, W] float32
     * @param hidden [N, 1, H, W], 1 where the error counts
     * @return scalar
     */
    static Tensor of(Tensor images, Tensor painted, Tensor hidden) {
        return painted.sub(images).abs().mul(hidden).sum().div(hidden.sum().add(new Scalar(EPSILON)));
    }
}
