package isocenter.pretrain.watch;

/** A linear function of a feature vector: its value is a logit. */
public record LinearModel(double[] weights, double bias) {

    /** Its value at [f] features. */
    public double logit(double[] features) {
        double logit = bias;
        for (int j = 0; j < weights.length; j++) {
            logit += weights[j] * features[j];
        }
        return logit;
    }
}
