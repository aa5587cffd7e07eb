package isocenter.finetune.protocol;

/** A linear function of a feature vector: its value is a logit. */
record LinearModel(double[] weights, double bias) {

    double logit(double[] features) {
        double logit = bias;
        for (int j = 0; j < weights.length; j++) {
            logit += weights[j] * features[j];
        }
        return logit;
    }
}
