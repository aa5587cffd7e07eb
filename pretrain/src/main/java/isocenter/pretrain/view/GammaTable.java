package isocenter.pretrain.view;

import isocenter.pretrain.view.ViewSpec.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * Powers of grey values, tabulated once: {@link #LEVELS} exponents, log-spaced over [1/max, max], each at
 * {@link #STEPS} + 1 grey values and interpolated between them. A call to pow for each pixel would cost more than all
 * other operations together.
 */
final class GammaTable {

    static final int LEVELS = 33;
    static final int STEPS = 1024;

    private final float[][] tables;

    GammaTable(@Nullable Gamma gamma) {
        tables = new float[gamma == null ? 0 : LEVELS][];
        for (int level = 0; level < tables.length; level++) {
            double exponent = exponent(gamma == null ? 1 : gamma.max(), level);
            float[] table = new float[STEPS + 2];
            for (int i = 0; i <= STEPS; i++) {
                table[i] = (float) Math.pow(i / (double) STEPS, exponent);
            }
            table[STEPS + 1] = 1;
            tables[level] = table;
        }
    }

    static double exponent(double max, int level) {
        return Math.pow(max, 2.0 * level / (LEVELS - 1) - 1);
    }

    void apply(int level, float[] pixels, int offset, int end) {
        float[] table = tables[level];
        for (int i = offset; i < end; i++) {
            float place = pixels[i] * STEPS;
            int at = (int) place;
            pixels[i] = table[at] + (place - at) * (table[at + 1] - table[at]);
        }
    }
}
