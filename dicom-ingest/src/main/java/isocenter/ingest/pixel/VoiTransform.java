package isocenter.ingest.pixel;

/** The arithmetic of PS3.3 C.11.2, onto [0, 1]. */
final class VoiTransform {
    private static final int BINS = 1 << 16;

    private VoiTransform() {}

    static float[] apply(Rendering rendering, float[] values) {
        Rendering.Transform transform = rendering.transform();
        if (transform instanceof Rendering.Window window) {
            return window(window, values);
        }
        if (transform instanceof Rendering.Table table) {
            return table(table, values);
        }
        if (transform instanceof Rendering.Range range) {
            return ramp(values, range.low(), range.high());
        }
        Rendering.Percentiles percentiles = (Rendering.Percentiles) transform;
        double[] range = range(rendering, values, percentiles);
        return ramp(values, range[0], range[1]);
    }

    private static float[] window(Rendering.Window window, float[] values) {
        double centre = window.centre();
        double width = window.width();
        return switch (window.function()) {
            case LINEAR ->
                width <= 1
                        ? step(values, centre - 0.5)
                        : ramp(values, centre - 0.5 - (width - 1) / 2, centre - 0.5 + (width - 1) / 2);
            case LINEAR_EXACT -> ramp(values, centre - width / 2, centre + width / 2);
            case SIGMOID -> {
                float[] shown = new float[values.length];
                for (int i = 0; i < shown.length; i++) {
                    shown[i] = (float) (1 / (1 + Math.exp(-4 * (values[i] - centre) / width)));
                }
                yield shown;
            }
        };
    }

    private static float[] table(Rendering.Table table, float[] values) {
        float[] shown = new float[values.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = table.table().at(Math.round(values[i]) - table.first());
        }
        return shown;
    }

    /** Black up to and including the threshold, white above it: a LINEAR window of width 1. */
    private static float[] step(float[] values, double threshold) {
        float[] shown = new float[values.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = values[i] <= threshold ? 0 : 1;
        }
        return shown;
    }

    private static float[] ramp(float[] values, double low, double high) {
        float[] shown = new float[values.length];
        if (!(high > low)) {
            return shown; // a constant image is black
        }
        float scale = (float) (1 / (high - low));
        float from = (float) low;
        for (int i = 0; i < shown.length; i++) {
            float v = (values[i] - from) * scale;
            shown[i] = v > 0 ? v < 1 ? v : 1 : 0; // NaN becomes black
        }
        return shown;
    }

    /** The values at the two percentiles: exact for whole numbers, else to 1/65535 of the image's own range. */
    private static double[] range(Rendering rendering, float[] values, Rendering.Percentiles percentiles) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        boolean whole = true;
        int count = 0;
        for (float value : values) {
            if (Float.isFinite(value) && !rendering.isPadding(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                whole &= value == (int) value;
                count++;
            }
        }
        if (!(max > min)) {
            return new double[] {min, max};
        }
        double span = (double) max - min;
        double perValue = whole && span < BINS ? 1 : (BINS - 1) / span;
        int[] histogram = new int[(int) (span * perValue) + 1];
        for (float value : values) {
            if (Float.isFinite(value) && !rendering.isPadding(value)) {
                histogram[(int) ((value - min) * perValue)]++;
            }
        }
        return new double[] {
            min + quantile(histogram, percentiles.low() * (count - 1)) / perValue,
            min + quantile(histogram, percentiles.high() * (count - 1)) / perValue
        };
    }

    /** The bin that holds the value of a rank counted from 0. */
    private static int quantile(int[] histogram, double rank) {
        long seen = 0;
        for (int bin = 0; bin < histogram.length; bin++) {
            seen += histogram[bin];
            if (seen > rank) {
                return bin;
            }
        }
        return histogram.length - 1;
    }
}
