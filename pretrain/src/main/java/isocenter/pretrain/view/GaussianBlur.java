package isocenter.pretrain.view;

/** Separable Gaussian blur in place, truncated at three deviations; beyond the border the nearest pixel is repeated. */
final class GaussianBlur {

    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);

    private GaussianBlur() {}

    static void apply(float[] pixels, int offset, int size, double sigma) {
        int radius = Math.min(size - 1, Math.max(1, (int) Math.ceil(3 * sigma)));
        float[] scratch = SCRATCH.get();
        int padded = size + 2 * radius;
        int needed = padded * Math.max(size, 1) + padded + radius + 1;
        if (scratch.length < needed) {
            scratch = new float[needed];
            SCRATCH.set(scratch);
        }
        int line = padded * size;
        int kernel = line + padded;
        kernel(scratch, kernel, radius, sigma);
        // Down the columns first, into rows 0 … size−1 of the scratch; a whole row at a time keeps the loop vectorised.
        for (int row = 0; row < size; row++) {
            int out = row * size;
            scale(pixels, offset + row * size, scratch, out, size, scratch[kernel]);
            for (int k = 1; k <= radius; k++) {
                int above = offset + Math.max(0, row - k) * size;
                int below = offset + Math.min(size - 1, row + k) * size;
                addPair(pixels, above, below, scratch, out, size, scratch[kernel + k]);
            }
        }
        for (int row = 0; row < size; row++) {
            pad(scratch, row * size, size, line, radius);
            int out = offset + row * size;
            scale(scratch, line + radius, pixels, out, size, scratch[kernel]);
            for (int k = 1; k <= radius; k++) {
                addPair(scratch, line + radius - k, line + radius + k, pixels, out, size, scratch[kernel + k]);
            }
            for (int column = 0; column < size; column++) {
                float value = pixels[out + column];
                pixels[out + column] = value > 1 ? 1 : value;
            }
        }
    }

    private static void kernel(float[] scratch, int at, int radius, double sigma) {
        double sum = 0;
        for (int k = 0; k <= radius; k++) {
            double weight = Math.exp(-k * k / (2 * sigma * sigma));
            scratch[at + k] = (float) weight;
            sum += k == 0 ? weight : 2 * weight;
        }
        for (int k = 0; k <= radius; k++) {
            scratch[at + k] = (float) (scratch[at + k] / sum);
        }
    }

    private static void pad(float[] scratch, int row, int size, int line, int radius) {
        for (int k = 0; k < radius; k++) {
            scratch[line + k] = scratch[row];
            scratch[line + radius + size + k] = scratch[row + size - 1];
        }
        System.arraycopy(scratch, row, scratch, line + radius, size);
    }

    private static void scale(float[] from, int at, float[] to, int out, int length, float weight) {
        for (int i = 0; i < length; i++) {
            to[out + i] = weight * from[at + i];
        }
    }

    private static void addPair(float[] from, int one, int other, float[] to, int out, int length, float weight) {
        for (int i = 0; i < length; i++) {
            to[out + i] += weight * (from[one + i] + from[other + i]);
        }
    }
}
