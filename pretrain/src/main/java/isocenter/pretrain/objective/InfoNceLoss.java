package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Contrastive loss of queries against keys (van den Oord et al. 2018, arXiv:1807.03748). All rows are unit vectors. */
final class InfoNceLoss {
    private InfoNceLoss() {}

    /**
     * The mean over i of −log( exp(qᵢ·kᵢ/τ) / (exp(qᵢ·kᵢ/τ) + Σ exp(qᵢ·nⱼ/τ)) ), with the queue's rows as n. Source:
     * facebookresearch/moco, {@code moco/builder.py}.
     *
     * @param queries [N, D] float32
     * @param keys [N, D], without gradient
     * @param queue [K, D], without gradient
     * @return scalar
     */
    static Tensor withQueue(Tensor queries, Tensor keys, Tensor queue, double temperature) {
        Tensor positive = queries.mul(keys).sum(1).unsqueeze(1);
        Tensor logits = cat(new TensorVector(positive, queries.matmul(queue.t())), 1);
        Tensor first = zeros_like(Rows.numbers(queries));
        return cross_entropy(logits.div(new Scalar(temperature)), first);
    }

    /**
     * The same with the batch's other keys as n, times 2τ. Source: facebookresearch/moco-v3, {@code moco/builder.py}.
     *
     * @param queries [N, D] float32
     * @param keys [N, D], without gradient
     * @return scalar
     */
    static Tensor withinBatch(Tensor queries, Tensor keys, double temperature) {
        Tensor logits = queries.matmul(keys.t()).div(new Scalar(temperature));
        return cross_entropy(logits, Rows.numbers(queries)).mul(new Scalar(2 * temperature));
    }
}
