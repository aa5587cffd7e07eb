package isocenter.pretrain.watch;

/**
 * Brings each feature to mean 0 and deviation 1 over one set. A feature that does not vary there becomes 0 and so takes
 * no part.
 */
record Standardisation(double[] mean, double[] scale) {

    /** Relative to the feature's size: what varies less is rounding. */
    private static final double NO_DEVIATION = 1e-7;

    static Standardisation of(double[][] features) {
        int width = features[0].length;
        double[] mean = new double[width];
        double[] scale = new double[width];
        for (int j = 0; j < width; j++) {
            double sum = 0;
            for (double[] row : features) {
                sum += row[j];
            }
            mean[j] = sum / features.length;
            double squares = 0;
            for (double[] row : features) {
                squares += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
            double deviation = Math.sqrt(squares / features.length);
            scale[j] = deviation > NO_DEVIATION * Math.max(1, Math.abs(mean[j])) ? 1 / deviation : 0;
        }
        return new Standardisation(mean, scale);
    }

    double[][] apply(double[][] features) {
        double[][] result = new double[features.length][mean.length];
        for (int i = 0; i < features.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                result[i][j] = (features[i][j] - mean[j]) * scale[j];
            }
        }
        return result;
    }

    /** The model of raw features that equals a model of standardised ones. */
    LinearModel fold(LinearModel model) {
        double[] weights = new double[mean.length];
        double bias = model.bias();
        for (int j = 0; j < mean.length; j++) {
            weights[j] = model.weights()[j] * scale[j];
            bias -= weights[j] * mean[j];
        }
        return new LinearModel(weights, bias);
    }
}
