package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.arange;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operations on the rows of a matrix. */
final class Rows {
    private static final double SMALLEST_LENGTH = 1e-12;

    private Rows() {}

    /** Divided by their Euclidean length, [M, D] → [M, D]. */
    static Tensor unitLength(Tensor rows) {
        Tensor length = rows.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true);
        return rows.div(length.clamp_min(new Scalar(SMALLEST_LENGTH)));
    }

    /** The numbers 0 to M − 1 as [M] int64, where the rows are. */
    static Tensor numbers(Tensor rows) {
        return arange(
                new Scalar(rows.size(0)), new TensorOptions(ScalarType.Long).device(new DeviceOptional(rows.device())));
    }

    /** Of each image the chosen rows: [N, L, D] by numbers [N, K] → [N, K, D]. */
    static Tensor chosen(Tensor tokens, Tensor numbers) {
        return tokens.gather(1, numbers.unsqueeze(-1).expand(numbers.size(0), numbers.size(1), tokens.size(2)));
    }

    /** The mean of each row, [M, D] → [M, 1]. */
    static Tensor mean(Tensor rows) {
        return rows.mean(new long[] {1}, true, new ScalarTypeOptional());
    }

    /**
     * The part of rows whose largest score stands at the right place.
     *
     * @param scores [M, K]
     * @param answers [M] int64
     */
    static double accuracy(Tensor scores, Tensor answers) {
        try (PointerScope scope = new PointerScope()) {
            Tensor right = scores.argmax(new LongOptional(1), false).eq(answers);
            return right.to(ScalarType.Float).mean().item_double();
        }
    }
}
