package isocenter.pretrain.watch;

import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.StepScope;
import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Weighted nearest neighbours by cosine (Wu et al. 2018, section 3.4): each of the k nearest labelled images votes with
 * exp(cosine/τ). Nothing is fitted, hence nothing can be fitted badly.
 */
public final class KnnProbe {
    /** k where nothing else is asked for. */
    public static final int NEIGHBOURS = 20;

    private static final double TEMPERATURE = 0.07;
    private static final int CHUNK = 256;

    private final double[][] bank;
    private final boolean[] positive;
    private final int neighbours;

    /**
     * Remembers labelled images.
     *
     * @param bank [n][d] features
     * @param positive the class of each
     * @param neighbours k, 1 or more; all of the bank when it is smaller
     */
    public KnnProbe(double[][] bank, boolean[] positive, int neighbours) {
        if (bank.length == 0 || bank.length != positive.length || neighbours < 1) {
            throw new IllegalArgumentException("There are " + bank.length + " features, " + positive.length
                    + " labels and k = " + neighbours + ": give a label for each, and both at least once");
        }
        this.bank = bank;
        this.positive = positive.clone();
        this.neighbours = Math.min(neighbours, bank.length);
    }

    /**
     * The share of the votes that is positive, 0–1.
     *
     * @param queries [m][d] features
     * @return [m]
     */
    public double[] scores(double[][] queries) {
        Libtorch.start();
        double[] scores = new double[queries.length];
        try (StepScope scope = new StepScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor known = FeatureMatrix.unitRows(FeatureMatrix.of(bank)).t();
            for (int from = 0; from < queries.length; from += CHUNK) {
                score(queries, from, Math.min(queries.length, from + CHUNK), known, scores);
            }
        }
        return scores;
    }

    private void score(double[][] queries, int from, int to, Tensor known, double[] scores) {
        try (StepScope scope = new StepScope()) {
            Tensor asked = FeatureMatrix.unitRows(FeatureMatrix.of(Arrays.copyOfRange(queries, from, to)));
            T_TensorTensor_T nearest = asked.matmul(known).topk(neighbours);
            double[] cosines = FeatureMatrix.values(nearest.get0());
            double[] places = FeatureMatrix.values(nearest.get1().to(ScalarType.Double));
            for (int query = 0; query < to - from; query++) {
                double ayes = 0;
                double all = 0;
                for (int i = query * neighbours; i < (query + 1) * neighbours; i++) {
                    double vote = Math.exp((cosines[i] - 1) / TEMPERATURE); // the constant factor leaves no trace
                    ayes += positive[(int) places[i]] ? vote : 0;
                    all += vote;
                }
                scores[from + query] = ayes / all;
            }
        }
    }
}
