package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cross_entropy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Normalised temperature-scaled cross entropy (Chen et al. 2020, equation 1). Over 2N unit vectors, where i and i+N are
 * the views of one image: the mean over i of −log( exp(zᵢ·z₊/τ) / Σ_{k≠i} exp(zᵢ·zₖ/τ) ). Chance is log(2N − 1).
 */
final class NtXentLoss {
    private NtXentLoss() {}

    /**
     * @param embeddings [2N, D] unit vectors, float32
     * @param temperature τ > 0
     * @return scalar
     */
    static Tensor of(Tensor embeddings, double temperature) {
        long views = embeddings.size(0);
        Tensor similarity = embeddings.matmul(embeddings.t()).div(new Scalar(temperature));
        // an embedding is no candidate for itself
        Tensor logits = similarity.fill_diagonal_(new Scalar(Double.NEGATIVE_INFINITY));
        Tensor positive = Rows.numbers(embeddings).add(new Scalar(views / 2)).remainder(new Scalar(views));
        return cross_entropy(logits, positive);
    }
}
