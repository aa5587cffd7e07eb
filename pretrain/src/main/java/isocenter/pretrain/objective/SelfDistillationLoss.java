package isocenter.pretrain.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** DINO's loss (arXiv:2104.14294, equation 3; facebookresearch/dino, {@code main_dino.py}, DINOLoss). */
final class SelfDistillationLoss {
    private SelfDistillationLoss() {}

    /**
     * The mean over whole views a and over other views b of the cross entropy of softmax((teacher of a − centre)/τₜ)
     * against softmax(student of b/τₛ).
     *
     * @param said [views·N, K] of the student, whole views first
     * @param taught [2N, K] of the teacher, without gradient
     * @param centre [1, K]
     * @return scalar
     */
    static Tensor of(Tensor said, Tensor taught, Tensor centre, double studentTemperature, double teacherTemperature) {
        long images = taught.size(0) / 2;
        long views = said.size(0) / images;
        Tensor predicted = said.div(new Scalar(studentTemperature)).log_softmax(1);
        Tensor target = taught.sub(centre).div(new Scalar(teacherTemperature)).softmax(1);
        Tensor sum = null;
        for (long a = 0; a < 2; a++) {
            for (long b = 0; b < views; b++) {
                if (a != b) {
                    Tensor term = target.narrow(0, a * images, images)
                            .mul(predicted.narrow(0, b * images, images))
                            .sum(1)
                            .mean()
                            .neg();
                    sum = sum == null ? term : sum.add(term);
                }
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("self-distillation needs two views");
        }
        return sum.div(new Scalar(2.0 * (views - 1)));
    }
}
