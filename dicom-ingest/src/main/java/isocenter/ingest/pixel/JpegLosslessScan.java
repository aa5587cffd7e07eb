package isocenter.ingest.pixel;

/** Decodes the samples of one scan of lossless JPEG (ITU-T T.81 annex H), its components interleaved by pixel. */
final class JpegLosslessScan {
    private static final int MODULUS = 0xFFFF;

    private final JpegBits bits;
    private final JpegDifferences[] tables;
    private final int predictor;
    private final int start;
    private final int columns;
    private final int stride;

    /**
     * @param tables one for each of the scan's components
     * @param predictor 1 to 7
     * @param start what the very first sample is predicted as
     * @param stride samples of a pixel of the frame
     */
    JpegLosslessScan(JpegBits bits, JpegDifferences[] tables, int predictor, int start, int columns, int stride) {
        this.bits = bits;
        this.tables = tables;
        this.predictor = predictor;
        this.start = start;
        this.columns = columns;
        this.stride = stride;
    }

    /**
     * Decodes all rows.
     *
     * @param first the frame's component that is this scan's first
     * @param restartRows rows between restart markers; 0 for none
     */
    void decode(int[] samples, int rows, int first, int restartRows) {
        int line = columns * stride;
        for (int y = 0; y < rows; y++) {
            int row = y * line + first;
            boolean restarted = restartRows != 0 && y % restartRows == 0;
            if (restarted && y > 0) {
                bits.restart(y / restartRows - 1);
            }
            boolean isFirst = y == 0 || restarted;
            for (int c = 0; c < tables.length; c++) {
                int predicted = isFirst ? start : samples[row + c - line];
                samples[row + c] = predicted + tables[c].next(bits) & MODULUS;
            }
            if (tables.length == 1) {
                single(samples, row, line, isFirst ? 1 : predictor);
            } else {
                interleaved(samples, row, line, isFirst ? 1 : predictor);
            }
        }
    }

    /** The rest of a row. Each predictor has a loop of its own, for a choice inside would cost as much as the rest. */
    private void single(int[] samples, int row, int line, int predictor) {
        JpegDifferences table = tables[0];
        int end = row + line;
        int left = samples[row];
        switch (predictor) {
            case 1 -> {
                for (int i = row + stride; i < end; i += stride) {
                    samples[i] = left = left + table.next(bits) & MODULUS;
                }
            }
            case 2 -> {
                for (int i = row + stride; i < end; i += stride) {
                    samples[i] = samples[i - line] + table.next(bits) & MODULUS;
                }
            }
            default -> {
                for (int i = row + stride; i < end; i += stride) {
                    int above = samples[i - line];
                    int corner = samples[i - line - stride];
                    samples[i] = left = predicted(predictor, left, above, corner) + table.next(bits) & MODULUS;
                }
            }
        }
    }

    private void interleaved(int[] samples, int row, int line, int predictor) {
        for (int i = row + stride; i < row + line; i += stride) {
            for (int c = 0; c < tables.length; c++) {
                int at = i + c;
                int left = samples[at - stride];
                int predicted = predictor == 1
                        ? left
                        : predicted(predictor, left, samples[at - line], samples[at - line - stride]);
                samples[at] = predicted + tables[c].next(bits) & MODULUS;
            }
        }
    }

    /** Table H.1. */
    private static int predicted(int predictor, int left, int above, int corner) {
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + (above - corner >> 1);
            case 6 -> above + (left - corner >> 1);
            default -> left + above >> 1;
        };
    }
}
