package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
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
     * @param images [N, 1, H, W] or volumes [N, 1, D, H, W], float32
     * @param painted [N, L, patch² or patch³] float32
     * @param hidden [N, L], 1 where the error counts
     * @return scalar
     */
    static Tensor of(Tensor images, Tensor painted, Tensor hidden, int patch) {
        Tensor pixels = patches(images, patch);
        Tensor target = pixels.sub(mean(pixels)).div(deviation(pixels));
        Tensor error = painted.sub(target).square().mean(new long[] {-1}, false, new ScalarTypeOptional());
        return error.mul(hidden).sum().div(hidden.sum());
    }

    private static Tensor mean(Tensor patches) {
        return patches.mean(new long[] {-1}, true, new ScalarTypeOptional());
    }

    private static Tensor deviation(Tensor patches) {
        return patches.var(new long[] {-1}, true, true).add(new Scalar(EPSILON)).sqrt();
    }

    /**
     * What was predicted as pixels. Each patch gets the mean and deviation of the original's, which the loss takes from the
     * target and the network therefore never predicts.
     */
    static Painting painting(Tensor images, Tensor painted, Tensor hidden, int patch) {
        Tensor pixels = patches(images, patch);
        Tensor predicted = painted.mul(deviation(pixels)).add(mean(pixels));
        Tensor where = hidden.unsqueeze(-1);
        Tensor kept = pixels.mul(where.neg().add(new Scalar(1.0)));
        return new Painting(
                joined(kept.add(where.mul(new Scalar(Backbone.INPUT_MEAN))), images, patch),
                joined(kept.add(where.mul(predicted)), images, patch));
    }

    /** The inverse of {@link #patches}. */
    private static Tensor joined(Tensor patches, Tensor images, int patch) {
        int axes = (int) images.dim() - 2;
        long[] cut = new long[1 + 2 * axes];
        long[] order = new long[1 + 2 * axes];
        cut[0] = images.size(0);
        for (int axis = 0; axis < axes; axis++) {
            cut[1 + axis] = images.size(2 + axis) / patch;
            cut[1 + axes + axis] = patch;
            order[1 + 2 * axis] = 1L + axis;
            order[2 + 2 * axis] = 1L + axes + axis;
        }
        return patches.reshape(cut).permute(order).contiguous().view_as(images);
    }

    /**
     * Cuts images into patches, row by row from the top left, or volumes into cubes, plane by plane: [N, 1, …] → [N, L, pixels
     * of a patch].
     */
    static Tensor patches(Tensor images, int patch) {
        int axes = (int) images.dim() - 2;
        long[] cut = new long[1 + 2 * axes];
        long[] order = new long[1 + 2 * axes];
        cut[0] = images.size(0);
        long count = 1;
        for (int axis = 0; axis < axes; axis++) {
            long along = images.size(2 + axis) / patch;
            count *= along;
            cut[1 + 2 * axis] = along;
            cut[2 + 2 * axis] = patch;
            // the numbers of the patches first, then the places within them
            order[1 + axis] = 1 + 2L * axis;
            order[1 + axes + axis] = 2 + 2L * axis;
        }
        return images.reshape(cut).permute(order).reshape(images.size(0), count, -1);
    }
}
