package isocenter.pretrain.objective;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** SwAV's loss (arXiv:2006.09882, equation 2; facebookresearch/swav, {@code main_swav.py}). */
final class SwappedAssignmentLoss {
    private SwappedAssignmentLoss() {}

    /**
     * The mean over whole views a, and over all other views b, of the cross entropy of a's shares against softmax(b's
     * scores/τ).
     *
     * @param scores [N, K] each, whole views first
     * @param shares [N, K] of each whole view
     * @return scalar
     */
    static Tensor of(List<Tensor> scores, List<Tensor> shares, double temperature) {
        Tensor sum = null;
        for (int a = 0; a < shares.size(); a++) {
            for (int b = 0; b < scores.size(); b++) {
                if (a != b) {
                    Tensor predicted =
                            scores.get(b).div(new Scalar(temperature)).log_softmax(1);
                    Tensor term = shares.get(a).mul(predicted).sum(1).mean().neg();
                    sum = sum == null ? term : sum.add(term);
                }
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("a swapped assignment needs two views");
        }
        return sum.div(new Scalar((double) shares.size() * (scores.size() - 1)));
    }
}
