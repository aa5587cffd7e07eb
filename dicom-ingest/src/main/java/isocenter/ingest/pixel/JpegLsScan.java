package isocenter.ingest.pixel;

import java.util.Arrays;

/** Decodes the samples of one JPEG-LS scan, its components interleaved by line or by sample, or alone. */
final class JpegLsScan {
    /** Bits of a run's length by run index (J of ITU-T T.87 A.2.1). */
    private static final int[] ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final JpegLsCoding coding;
    private final JpegLsBits bits;
    private final JpegLsContexts contexts;
    private final int columns;
    private final int components;
    // one line before and one after each row: neighbours at the edges (A.2.1)
    private int[][] above;
    private int[][] line;
    private final int[] runIndex;
    /** The region of each difference of two samples, from −{@link #most} on. */
    private final byte[] regions;

    private final int most;

    JpegLsScan(JpegLsCoding coding, JpegLsBits bits, int columns, int components) {
        this.coding = coding;
        this.bits = bits;
        this.contexts = new JpegLsContexts(coding, bits);
        this.columns = columns;
        this.components = components;
        this.above = new int[components][columns + 2];
        this.line = new int[components][columns + 2];
        this.runIndex = new int[components];
        this.most = coding.maximum();
        this.regions = coding.regions();
    }

    /**
     * Decodes all rows into interleaved samples.
     *
     * @param first the frame's component that is this scan's first
     * @param stride components of the frame
     */
    void decode(int[] samples, int rows, int first, int stride, boolean bySample) {
        for (int y = 0; y < rows; y++) {
            for (int c = 0; c < components; c++) {
                above[c][columns + 1] = above[c][columns];
                line[c][0] = above[c][1];
            }
            if (bySample) {
                pixels();
            } else {
                for (int c = 0; c < components; c++) {
                    component(c);
                }
            }
            for (int c = 0; c < components; c++) {
                int at = y * columns * stride + first + c;
                for (int x = 1; x <= columns; x++, at += stride) {
                    samples[at] = line[c][x];
                }
            }
            int[][] swap = above;
            above = line;
            line = swap;
        }
    }

    /** The signed context of a pixel from its neighbours left, above left, above and above right (A.3). */
    private int context(int left, int aboveLeft, int above, int aboveRight) {
        return 81 * regions[aboveRight - above + most]
                + 9 * regions[above - aboveLeft + most]
                + regions[aboveLeft - left + most];
    }

    private int context(int c, int x) {
        int[] up = above[c];
        return context(line[c][x - 1], up[x - 1], up[x], up[x + 1]);
    }

    private void component(int c) {
        int[] row = line[c];
        int[] up = above[c];
        int x = 1;
        while (x <= columns) {
            int context = context(row[x - 1], up[x - 1], up[x], up[x + 1]);
            if (context != 0) {
                row[x] = contexts.regular(context, row[x - 1], up[x], up[x - 1]);
                x++;
                continue;
            }
            int end = x + runLength(c, columns + 1 - x);
            Arrays.fill(row, x, end, row[x - 1]);
            x = end;
            if (x <= columns) {
                int type = Math.abs(row[x - 1] - up[x]) <= coding.near() ? 1 : 0;
                row[x] = contexts.interruption(type, row[x - 1], up[x], ORDER[runIndex[c]]);
                runIndex[c] = Math.max(0, runIndex[c] - 1);
                x++;
            }
        }
    }

    /** All components of a pixel together: a run is one where all of them run. */
    private void pixels() {
        int[] context = new int[components];
        int x = 1;
        while (x <= columns) {
            int any = 0;
            for (int c = 0; c < components; c++) {
                context[c] = context(c, x);
                any |= context[c];
            }
            if (any != 0) {
                for (int c = 0; c < components; c++) {
                    line[c][x] = contexts.regular(context[c], line[c][x - 1], above[c][x], above[c][x - 1]);
                }
                x++;
                continue;
            }
            int end = x + runLength(0, columns + 1 - x);
            for (int c = 0; c < components; c++) {
                Arrays.fill(line[c], x, end, line[c][x - 1]);
            }
            x = end;
            if (x <= columns) {
                for (int c = 0; c < components; c++) {
                    line[c][x] = contexts.interruption(0, line[c][x - 1], above[c][x], ORDER[runIndex[0]]);
                }
                runIndex[0] = Math.max(0, runIndex[0] - 1);
                x++;
            }
        }
    }

    /** The length of a run (A.7.1), at most what is left of the line. */
    private int runLength(int c, int left) {
        int length = 0;
        while (bits.bits(1) == 1) {
            int whole = 1 << ORDER[runIndex[c]];
            int count = Math.min(whole, left - length);
            length += count;
            if (count == whole) {
                runIndex[c] = Math.min(31, runIndex[c] + 1);
            }
            if (length == left) {
                return length;
            }
        }
        length += bits.bits(ORDER[runIndex[c]]);
        if (length >= left) {
            throw new PixelDecodeException("a JPEG-LS frame has a run beyond the end of its line");
        }
        return length;
    }
}
