package isocenter.ingest.prepared;

import java.util.Arrays;

/**
 * Brings an image into a square without changing its shape: scaled so that the longer side fills the square, centred,
 * the rest black. Each target pixel is the mean of the source area that it covers, fractions of pixels included (the
 * source taken as constant within each of its pixels), so means are kept and nothing aliases; an image smaller than the
 * square is enlarged by the same rule.
 */
final class Letterbox {
    private Letterbox() {}

    /**
     * @param values row-major, rows × columns
     * @param target receives size × size values from offset on, row-major
     */
    static void fit(float[] values, int rows, int columns, int size, float[] target, int offset) {
        int longer = Math.max(rows, columns);
        int height = scaled(rows, longer, size);
        int width = scaled(columns, longer, size);
        double[] fitted = scale(values, rows, columns, height, width);
        Arrays.fill(target, offset, offset + size * size, 0);
        int top = (size - height) / 2;
        int left = (size - width) / 2;
        for (int y = 0; y < height; y++) {
            int row = offset + (top + y) * size + left;
            for (int x = 0; x < width; x++) {
                target[row + x] = (float) fitted[y * width + x];
            }
        }
    }

    private static int scaled(int side, int longer, int size) {
        return (int) Math.max(1, Math.round((double) side * size / longer));
    }

    /** Area averaging, first along rows, then along columns. */
    private static double[] scale(float[] values, int rows, int columns, int height, int width) {
        Cover across = new Cover(columns, width);
        Cover down = new Cover(rows, height);
        double[] result = new double[height * width];
        double[] line = new double[width];
        int computed = -1;
        for (int y = 0; y < height; y++) {
            for (int row = down.first[y]; row <= down.last[y]; row++) {
                if (row != computed) {
                    across.means(values, row * columns, line);
                    computed = row;
                }
                double weight = down.share(y, row);
                for (int x = 0; x < width; x++) {
                    result[y * width + x] += weight * line[x];
                }
            }
        }
        return result;
    }

    /**
     * Which source pixels a target pixel of one axis covers: whole ones count {@code inner}, the first and the last by
     * the share that lies inside. The shares of one target pixel sum to 1.
     */
    private static final class Cover {
        private final int[] first;
        private final int[] last;
        private final double[] firstShare;
        private final double[] lastShare;
        private final double inner;

        Cover(int source, int target) {
            double ratio = (double) source / target;
            inner = 1 / ratio;
            first = new int[target];
            last = new int[target];
            firstShare = new double[target];
            lastShare = new double[target];
            for (int i = 0; i < target; i++) {
                // In whole numbers, so that rounding never reaches beyond the last pixel or adds a sliver of the next.
                first[i] = (int) ((long) i * source / target);
                last[i] = (int) (((long) (i + 1) * source - 1) / target);
                firstShare[i] = (Math.min((i + 1) * ratio, first[i] + 1.0) - i * ratio) / ratio;
                lastShare[i] = ((i + 1) * ratio - Math.max(i * ratio, last[i])) / ratio;
            }
        }

        double share(int i, int j) {
            if (j == first[i]) {
                return firstShare[i];
            }
            return j == last[i] ? lastShare[i] : inner;
        }

        void means(float[] values, int offset, double[] line) {
            for (int i = 0; i < line.length; i++) {
                int from = offset + first[i];
                int to = offset + last[i];
                double sum = firstShare[i] * values[from];
                if (to > from) {
                    double whole = 0;
                    for (int j = from + 1; j < to; j++) {
                        whole += values[j];
                    }
                    sum += inner * whole + lastShare[i] * values[to];
                }
                line[i] = sum;
            }
        }
    }
}
