package isocenter.pretrain.view;

import isocenter.pretrain.view.ViewSpec.Blur;
import isocenter.pretrain.view.ViewSpec.Gamma;
import isocenter.pretrain.view.ViewSpec.Jitter;
import isocenter.pretrain.view.ViewSpec.Noise;
import isocenter.pretrain.view.ViewSpec.Unsafe;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Changes of grey value, in place, in this order: gamma, jitter, blur, noise, then what a recipe pleaded for. */
final class Intensity {

    private Intensity() {}

    /** @param planes squares of {@code size × size} that follow each other: 1 for an image */
    static void apply(
            ViewSpec spec,
            GammaTable gammas,
            SplittableRandom random,
            float[] pixels,
            int offset,
            int size,
            int planes) {
        int end = offset + planes * size * size;
        Gamma gamma = spec.gamma();
        if (gamma != null) {
            gammas.apply(random.nextInt(GammaTable.LEVELS), pixels, offset, end);
        }
        Jitter jitter = spec.jitter();
        if (jitter != null) {
            float brightness = (float) (1 + (2 * random.nextDouble() - 1) * jitter.brightness());
            float contrast = (float) (1 + (2 * random.nextDouble() - 1) * jitter.contrast());
            jitter(pixels, offset, end, brightness, contrast);
        }
        Blur blur = spec.blur();
        if (blur != null && random.nextDouble() < blur.probability()) {
            double sigma = 0.1 + (blur.maxSigma() - 0.1) * random.nextDouble();
            for (int plane = offset; plane < end; plane += size * size) {
                GaussianBlur.apply(pixels, plane, size, sigma);
            }
        }
        Noise noise = spec.noise();
        if (noise != null && random.nextDouble() < noise.probability()) {
            noise(pixels, offset, end, (float) (noise.maxDeviation() * random.nextDouble()), random);
        }
        if (happens(spec.invert(), random)) {
            invertAbove(-1, pixels, offset, end);
        }
        if (happens(spec.solarize(), random)) {
            invertAbove(0.5f, pixels, offset, end);
        }
    }

    /** Brightness then contrast about the brightened mean: c·b·v + (1 − c)·b·mean, clamped. */
    static void jitter(float[] pixels, int offset, int end, float brightness, float contrast) {
        double sum = 0;
        for (int i = offset; i < end; i++) {
            sum += pixels[i];
        }
        float scale = contrast * brightness;
        float shift = (float) ((1 - contrast) * brightness * sum / (end - offset));
        for (int i = offset; i < end; i++) {
            pixels[i] = clamp(scale * pixels[i] + shift);
        }
    }

    /**
     * Adds noise of the given deviation. Four 16-bit uniforms of one draw are summed (Irwin–Hall, kurtosis −0.3 against
     * the normal's 0), a tenth of the price of a normal draw and as good a film grain.
     */
    static void noise(float[] pixels, int offset, int end, float deviation, SplittableRandom random) {
        float scale = (float) (deviation / (65536 * Math.sqrt(1.0 / 3)));
        for (int i = offset; i < end; i++) {
            long bits = random.nextLong();
            int sum = (int) (bits & 0xffff)
                    + (int) (bits >>> 16 & 0xffff)
                    + (int) (bits >>> 32 & 0xffff)
                    + (int) (bits >>> 48);
            pixels[i] = clamp(pixels[i] + scale * (sum - 131070));
        }
    }

    private static void invertAbove(float threshold, float[] pixels, int offset, int end) {
        for (int i = offset; i < end; i++) {
            pixels[i] = pixels[i] > threshold ? 1 - pixels[i] : pixels[i];
        }
    }

    private static boolean happens(@Nullable Unsafe view, SplittableRandom random) {
        return view != null && random.nextDouble() < view.probability();
    }

    private static float clamp(float value) {
        // Comparisons, for Math.min and Math.max of floats cost several times as much.
        return value < 0 ? 0 : value > 1 ? 1 : value;
    }
}
