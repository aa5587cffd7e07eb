package isocenter.pretrain.objective;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/** Shares rows out evenly over columns (Cuturi 2013; SwAV, arXiv:2006.09882, section 3.1). */
final class SinkhornKnopp {
    private SinkhornKnopp() {}

    /**
     * @param scores [N, K]
     * @param epsilon above 0: the smaller, the closer to one column a row
     * @return [N, K], without gradient: each row sums to 1, each column to about N/K
     */
    static Tensor assign(Tensor scores, double epsilon, int iterations) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            long rows = scores.size(0);
            long columns = scores.size(1);
            // subtracting the greatest leaves the result alone, and exp within range
            Tensor shares = scores.sub(scores.max()).div(new Scalar(epsilon)).exp();
            shares = shares.div(shares.sum());
            for (int i = 0; i < iterations; i++) {
                shares = shares.div(shares.sum(new long[] {0}, true, new ScalarTypeOptional()))
                        .div(new Scalar((double) columns));
                shares = shares.div(shares.sum(new long[] {1}, true, new ScalarTypeOptional()))
                        .div(new Scalar((double) rows));
            }
            return shares.mul(new Scalar((double) rows));
        }
    }
}
