package isocenter.pretrain.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * MAE's loss: the squared error on hidden patches, each patch brought to mean 0 and variance 1 by its own pixels first.
 * Source: facebookresearch/mae, {@code models_mae.py}, forward_loss with norm_pix_loss (variance over n − 1).
 */
final class MaskedPatchLoss {
    private static final double EPSILON = 1e-6;

    private MaskedPatchLoss() {}

    /**
     * @param images [N, 1, H, W] float32
     * @param painted [N, L, patch²] float32
     * @param hidden [N, L], 1 where the error counts
     * @return scalar
     */
    static Tensor of(Tensor images, Tensor painted, Tensor hidden, int patch) {
        Tensor pixels = patches(images, patch);
        Tensor mean = pixels.mean(new long[] {-1}, true, new ScalarTypeOptional());
        Tensor variance = pixels.var(new long[] {-1}, true, true);
        Tensor target = pixels.sub(mean).div(variance.add(new Scalar(EPSILON)).sqrt());
        Tensor error = painted.sub(target).square().mean(new long[] {-1}, false, new ScalarTypeOptional());
        return error.mul(hidden).sum().div(hidden.sum());
    }

    /** Cuts images into patches, row by row from the top left: [N, 1, H, W] → [N, L, patch²]. */
    static Tensor patches(Tensor images, int patch) {
        long n = images.size(0);
        long down = images.size(2) / patch;
        long across = images.size(3) / patch;
        return images.reshape(n, down, patch, across, patch)
                .permute(0, 1, 3, 2, 4)
                .reshape(n, down * across, (long) patch * patch);
    }
}
