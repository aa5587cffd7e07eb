package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.interpolate;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.kBicubic;

/**
 * Position embeddings of a square grid of patches, with a row for the class token before them. Resized as timm does in
 * {@code resample_abs_pos_embed}: the class token's row as it is, the grid bicubic with antialiasing.
 */
public final class PositionGrid {
    private PositionGrid() {}

    /** Patches along one edge, of {@code tokens} rows with or without one for the class token; 0 when it is no square. */
    public static int side(long tokens) {
        long whole = square(tokens - 1);
        return (int) (whole > 0 ? whole : square(tokens));
    }

    private static long square(long count) {
        long root = Math.round(Math.sqrt((double) count));
        return count > 0 && root * root == count ? root : 0;
    }

    /**
     * @param positions [1, 1 + side², D], or [1, side², D] of a source that adds none to its class token
     * @return [1, 1 + side², D], the class token's row zero where the source had none
     */
    public static Tensor withClassToken(Tensor positions) {
        if (square(positions.size(1) - 1) > 0) {
            return positions;
        }
        return cat(new TensorVector(zeros(1, 1, positions.size(2)), positions), 1);
    }

    /**
     * @param positions [1, 1 + from², D]
     * @return [1, 1 + to², D]
     */
    public static Tensor resized(Tensor positions, int to) {
        long from = square(positions.size(1) - 1);
        long width = positions.size(2);
        Tensor grid = positions
                .narrow(1, 1, from * from)
                .reshape(1, from, from, width)
                .permute(0, 3, 1, 2);
        InterpolateFuncOptions options = new InterpolateFuncOptions();
        options.size().put(new LongVectorOptional(new LongVector(new long[] {to, to})));
        options.mode().put(new kBicubic());
        options.align_corners().put(new BoolOptional(false));
        options.antialias().put(true);
        Tensor resized = interpolate(grid, options).permute(0, 2, 3, 1).reshape(1, (long) to * to, width);
        return cat(new TensorVector(positions.narrow(1, 0, 1), resized), 1);
    }
}
