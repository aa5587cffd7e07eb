package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * How far a contrastive network is from collapse, over 2N unit vectors. {@code embeddingStd}: deviation of a coordinate,
 * times √D; 1 on an even sphere, 0 when all images look the same. {@code alignment}: mean squared distance of the two
 * views; 0 is best. {@code uniformity}: log of the mean of exp(−2·squared distance) over all pairs; lower is more even
 * (Wang and Isola 2020).
 */
final class EmbeddingSpread {
    private EmbeddingSpread() {}

    /** {@code embeddingStd} alone, where images have one view: [N, D] unit vectors without gradient. */
    static Map<String, Double> deviation(Tensor embeddings) {
        try (PointerScope scope = new PointerScope()) {
            return Map.of("embeddingStd", deviationOf(embeddings));
        }
    }

    private static double deviationOf(Tensor embeddings) {
        double mean = embeddings.std(new long[] {0}, false, false).mean().item_double();
        return mean * Math.sqrt(embeddings.size(1));
    }

    /** The same of two views, [N, D] unit vectors each, without gradient. */
    static Map<String, Double> of(Tensor first, Tensor second) {
        try (PointerScope scope = new PointerScope()) {
            return of(cat(new TensorVector(first, second), 0));
        }
    }

    /** @param embeddings [2N, D] unit vectors without gradient */
    static Map<String, Double> of(Tensor embeddings) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            long views = embeddings.size(0);
            long half = views / 2;
            Tensor gap = embeddings.narrow(0, 0, half).sub(embeddings.narrow(0, half, half));
            Tensor alignment = gap.square().sum().div(new Scalar((double) half));
            // |a − b|² = 2 − 2·a·b for unit vectors; the diagonal adds exp(0) for each row
            Tensor kernel = embeddings
                    .matmul(embeddings.t())
                    .sub(new Scalar(1.0))
                    .mul(new Scalar(4.0))
                    .exp();
            double pairs = (double) views * (views - 1);
            double uniformity =
                    Math.log(Math.max(Double.MIN_NORMAL, (kernel.sum().item_double() - views) / pairs));
            Map<String, Double> spread = new LinkedHashMap<>();
            spread.put("embeddingStd", deviationOf(embeddings));
            spread.put("alignment", alignment.item_double());
            spread.put("uniformity", uniformity);
            return spread;
        }
    }
}
