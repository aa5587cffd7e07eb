package isocenter.pretrain.watch;

/**
 * Two-class logistic regression with an L2 penalty on the weights and none on the intercept. It minimises
 *
 * <pre>½·‖w‖² + C · Σᵢ sᵢ · log(1 + exp(−yᵢ·(w·xᵢ + b))),   yᵢ = ±1</pre>
 *
 * which is strictly convex in w and has one minimum once both classes are present, so that the answer does not depend on
 * a seed. C and the example weights s mean what they mean in scikit-learn's {@code LogisticRegression}.
 */
public final class LogisticRegression {

    private static final int MEMORY = 20;
    private static final int MAX_STEPS = 5_000;
    private static final double GRADIENT_TOLERANCE = 1e-8;

    private final double[][] features;
    private final boolean[] positive;
    private final double[] importance;
    private final double c;

    private LogisticRegression(double[][] features, boolean[] positive, double[] importance, double c) {
        this.features = features;
        this.positive = positive;
        this.importance = importance;
        this.c = c;
    }

    /**
     * @param features [n][f], n ≥ 2
     * @param positive the class of each example; both have to occur
     * @param importance sᵢ > 0 for each example
     * @param c inverse strength of the penalty, > 0
     */
    public static LinearModel fit(double[][] features, boolean[] positive, double[] importance, double c) {
        int width = features[0].length;
        LogisticRegression problem = new LogisticRegression(features, positive, importance, c);
        double[] solution =
                new Lbfgs(MEMORY, MAX_STEPS, GRADIENT_TOLERANCE).minimise(problem::loss, new double[width + 1]);
        double[] weights = new double[width];
        System.arraycopy(solution, 0, weights, 0, width);
        return new LinearModel(weights, solution[width]);
    }

    /** Weights that give both classes the same sum, n/(2·n_class), as scikit-learn's "balanced" does. */
    public static double[] balanced(boolean[] positive) {
        int positives = 0;
        for (boolean one : positive) {
            positives += one ? 1 : 0;
        }
        double[] importance = new double[positive.length];
        for (int i = 0; i < positive.length; i++) {
            int ofClass = positive[i] ? positives : positive.length - positives;
            importance[i] = positive.length / (2.0 * ofClass);
        }
        return importance;
    }

    /** log(1 + exp(x)) without overflow. */
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** 1/(1 + exp(−x)) without overflow. */
    public static double sigmoid(double x) {
        double small = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    private double loss(double[] point, double[] gradient) {
        int width = point.length - 1;
        double loss = 0;
        for (int j = 0; j < width; j++) {
            loss += 0.5 * point[j] * point[j];
            gradient[j] = point[j];
        }
        gradient[width] = 0;
        for (int i = 0; i < features.length; i++) {
            double[] row = features[i];
            double logit = point[width];
            for (int j = 0; j < width; j++) {
                logit += point[j] * row[j];
            }
            double weight = c * importance[i];
            loss += weight * softplus(positive[i] ? -logit : logit);
            double slope = weight * (sigmoid(logit) - (positive[i] ? 1 : 0));
            for (int j = 0; j < width; j++) {
                gradient[j] += slope * row[j];
            }
            gradient[width] += slope;
        }
        return loss;
    }
}
