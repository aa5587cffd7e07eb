package isocenter.pretrain.watch;

import static org.bytedeco.pytorch.global.torch.linalg_svdvals;

import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.StepScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * What features say without labels. A collapse shows here while the loss still looks well.
 *
 * @param rankMe effective rank, 1 – min(n, d): e to the entropy of the singular values' shares, features not centred
 *     (Garrido et al. 2023, equation 1)
 * @param alphaReq how fast the eigenvalues of the covariance fall: the exponent of a power law, fitted to log eigenvalue on
 *     log rank with weights 1/rank over every rank that is not rounding; near 1 is best, larger is closer to collapse
 *     (Agrawal et al. 2022). NaN with fewer than two such ranks
 * @param deviation mean deviation of a coordinate of the unit-length features, times √d: 1 on an even sphere, 0 when all
 *     images look the same (Chen and He 2021)
 * @param uniformity log of the mean of exp(−2·squared distance) over all pairs of unit-length features: 0 when all are the
 *     same, lower is more even, −4 at the least in many dimensions (Wang and Isola 2020)
 */
public record EmbeddingDiagnostics(double rankMe, double alphaReq, double deviation, double uniformity) {
    private static final double EPSILON = 1e-7;

    /** Squared singular values below this part of the largest are rounding of float32 features. */
    private static final double ROUNDING = 1e-12;

    /**
     * Measures.
     *
     * @param features [n][d], one row an image, n ≥ 2; finite
     */
    public static EmbeddingDiagnostics of(double[][] features) {
        if (features.length < 2) {
            throw new IllegalArgumentException("Features of two images at least are needed");
        }
        Libtorch.start();
        try (StepScope scope = new StepScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor rows = FeatureMatrix.of(features);
            Tensor centred = rows.sub(rows.mean(new long[] {0}, true, new ScalarTypeOptional()));
            Tensor unit = FeatureMatrix.unitRows(rows);
            return new EmbeddingDiagnostics(
                    rankMe(FeatureMatrix.values(linalg_svdvals(rows))),
                    alphaReq(FeatureMatrix.values(linalg_svdvals(centred))),
                    deviation(unit),
                    uniformity(FeatureMatrix.values(unit.matmul(unit.t())), features.length));
        }
    }

    /**
     * Mean squared distance of two unit-length features of the same image: 0 when views do not matter at all (Wang and
     * Isola 2020).
     *
     * @param first [n][d] features of one view of each image
     * @param second of another view
     */
    static double alignment(double[][] first, double[][] second) {
        Libtorch.start();
        try (StepScope scope = new StepScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor gap = FeatureMatrix.unitRows(FeatureMatrix.of(first))
                    .sub(FeatureMatrix.unitRows(FeatureMatrix.of(second)));
            return gap.square().sum().item_double() / first.length;
        }
    }

    private static double rankMe(double[] singular) {
        double sum = 0;
        for (double value : singular) {
            sum += value;
        }
        double entropy = 0;
        for (double value : singular) {
            double share = (sum > 0 ? value / sum : 0) + EPSILON;
            entropy -= share * Math.log(share);
        }
        return Math.exp(entropy);
    }

    /** @param singular of the centred features, falling: their squares are the eigenvalues but for a factor */
    private static double alphaReq(double[] singular) {
        double weights = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        int ranks = 0;
        double least = ROUNDING * singular[0] * singular[0];
        for (int i = 0; i < singular.length && singular[i] * singular[i] > least; i++) {
            double weight = 1.0 / (i + 1);
            double logRank = Math.log(i + 1);
            double logValue = 2 * Math.log(singular[i]);
            weights += weight;
            x += weight * logRank;
            y += weight * logValue;
            xx += weight * logRank * logRank;
            xy += weight * logRank * logValue;
            ranks++;
        }
        return ranks < 2 ? Double.NaN : -(weights * xy - x * y) / (weights * xx - x * x);
    }

    private static double deviation(Tensor unit) {
        return unit.std(new long[] {0}, false, false).mean().item_double() * Math.sqrt(unit.size(1));
    }

    /** @param cosines [n·n] of all pairs; |a − b|² = 2 − 2·a·b for unit vectors */
    private static double uniformity(double[] cosines, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.exp(-4 * (1 - cosines[i * n + j]));
            }
        }
        return Math.log(sum / (0.5 * n * (n - 1)));
    }
}
