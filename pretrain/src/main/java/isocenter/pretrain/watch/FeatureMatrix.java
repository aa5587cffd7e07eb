package isocenter.pretrain.watch;

import java.nio.DoubleBuffer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** Features between Java and libtorch, in double precision. Call within a step scope and without gradients. */
final class FeatureMatrix {
    private static final double SMALLEST_LENGTH = 1e-12;

    private FeatureMatrix() {}

    /** [n][d] → [n, d] float64 on the processor. */
    static Tensor of(double[][] features) {
        int width = features[0].length;
        DoubleBuffer values = DoubleBuffer.allocate(features.length * width);
        for (double[] row : features) {
            values.put(row);
        }
        return Tensor.create(values.array(), features.length, width);
    }

    /** Rows divided by their Euclidean length, [n, d] → [n, d]; a row of zeros stays one. */
    static Tensor unitRows(Tensor rows) {
        Tensor length = rows.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true);
        return rows.div(length.clamp_min(new Scalar(SMALLEST_LENGTH)));
    }

    /** All values, row by row. */
    static double[] values(Tensor tensor) {
        double[] values = new double[(int) tensor.numel()];
        tensor.contiguous().data_ptr_double().get(values);
        return values;
    }
}
