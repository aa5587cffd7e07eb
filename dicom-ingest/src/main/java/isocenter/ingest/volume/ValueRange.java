package isocenter.ingest.volume;

import isocenter.ingest.pixel.Rendering;

/**
 * The distribution of a volume's values, gathered slice by slice in a few megabytes. Quantiles are exact for whole numbers
 * up to 4096 in size, else low by at most 1/2048 of themselves. Not for several threads.
 */
final class ValueRange {
    /** Of a float's 23 bits behind the point, those that are dropped. */
    private static final int DROPPED = 12;

    private final int[] counts = new int[1 << Integer.SIZE - DROPPED];
    private long total;
    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;

    /** Takes values in, but for what is not finite and what stands for "no image here". */
    void add(float[] values, Rendering rendering) {
        for (float value : values) {
            if (Float.isFinite(value) && !rendering.isPadding(value)) {
                counts[bin(value)]++;
                total++;
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
    }

    boolean isEmpty() {
        return total == 0;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    /** The value at rank fraction × (n − 1), rounded down. */
    double quantile(double fraction) {
        long rank = (long) (fraction * (total - 1));
        long seen = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            seen += counts[bin];
            if (seen > rank) {
                return Math.min(highest, Math.max(lowest, value(bin)));
            }
        }
        return highest;
    }

    /** Bins in the order of their values. Negative floats have their bits the other way round. */
    private static int bin(float value) {
        int bits = Float.floatToIntBits(value + 0f); // −0 becomes 0
        return (bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE) >>> DROPPED;
    }

    /** The value of a bin that is nearest to zero. */
    private static float value(int bin) {
        int ordered = bin << DROPPED;
        boolean negative = ordered >= 0;
        return Float.intBitsToFloat(negative ? ~(ordered | (1 << DROPPED) - 1) : ordered ^ Integer.MIN_VALUE);
    }
}
