package isocenter.pretrain.backbone;

import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights and images by a formula that Python repeats in a few lines, so that networks can be compared without a file:
 * element i of a tensor is built from sin(0.37·i + h), h the sum of its name's characters modulo 97.
 */
public final class ClosedFormWeights {
    private ClosedFormWeights() {}

    public static void fill(Map<String, Tensor> state) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            state.forEach((name, tensor) -> {
                if (!name.endsWith("num_batches_tracked")) {
                    tensor.copy_(values(name, tensor));
                }
            });
        }
    }

    /** [n, 1, size, size]: 0.5 + 0.5·sin(0.013·i). */
    public static Tensor images(int n, int size) {
        float[] pixels = new float[n * size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (0.5 + 0.5 * Math.sin(0.013 * i));
        }
        return Tensor.create(pixels, n, 1, size, size);
    }

    /** [n, 1, side, side, side] by the same formula. */
    public static Tensor volumes(int n, int side) {
        float[] voxels = new float[n * side * side * side];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) (0.5 + 0.5 * Math.sin(0.013 * i));
        }
        return Tensor.create(voxels, n, 1, side, side, side);
    }

    private static Tensor values(String name, Tensor like) {
        int hash = name.chars().sum() % 97;
        long[] shape = new long[(int) like.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = like.size(i);
        }
        double fan = Math.sqrt((double) like.numel() / shape[0]);
        float[] values = new float[(int) like.numel()];
        for (int i = 0; i < values.length; i++) {
            double s = Math.sin(0.37 * i + hash);
            if (name.endsWith("running_var")) {
                values[i] = (float) (1 + 0.3 * s);
            } else if (name.endsWith("running_mean") || name.endsWith("bias")) {
                values[i] = (float) (0.1 * s);
            } else if (name.endsWith("pos_embed") || name.endsWith("cls_token")) {
                values[i] = (float) (0.1 * s);
            } else {
                values[i] = (float) (shape.length > 1 ? s / fan : 1 + 0.1 * s);
            }
        }
        return Tensor.create(values, shape);
    }
}
