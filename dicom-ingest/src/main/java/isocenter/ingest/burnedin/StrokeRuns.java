package isocenter.ingest.burnedin;

import java.util.Arrays;

/**
 * Stretches of rows that are brighter (or darker) than both their sides by a threshold, with steep sides and no wider
 * than a pen: what letters are made of, and anatomy hardly.
 */
final class StrokeRuns {
    /** Pixels; letters up to some 90 pixels high have no thicker strokes, bars across included. */
    static final int WIDEST = 36;

    /** Steps are measured across one pixel between, so that a smoothed edge counts as well. */
    private static final int LAG = 2;

    private int[] rows = new int[1024];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private int count;

    /** Bright and dark runs of a picture, in the order of its rows. */
    record Both(StrokeRuns bright, StrokeRuns dark) {}

    static Both in(int[] values, int rows, int columns, int threshold) {
        StrokeRuns bright = new StrokeRuns();
        StrokeRuns dark = new StrokeRuns();
        for (int y = 0; y < rows; y++) {
            int base = y * columns;
            int rise = -1;
            int fall = -1;
            for (int i = base + LAG; i < base + columns; i++) {
                int step = values[i] - values[i - LAG];
                if (step < threshold && step > -threshold) {
                    continue;
                }
                int x = i - base;
                if (step > 0) {
                    if (fall >= 0) {
                        dark.add(y, fall, x - 1);
                        fall = -1;
                    }
                    rise = rise < 0 || x - rise > LAG ? x : rise;
                } else {
                    if (rise >= 0) {
                        bright.add(y, rise, x - 1);
                        rise = -1;
                    }
                    fall = fall < 0 || x - fall > LAG ? x : fall;
                }
            }
        }
        return new Both(bright, dark);
    }

    private void add(int row, int start, int end) {
        if (end - start >= WIDEST) {
            return;
        }
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        rows[count] = row;
        starts[count] = start;
        ends[count++] = end;
    }

    int count() {
        return count;
    }

    int row(int run) {
        return rows[run];
    }

    int start(int run) {
        return starts[run];
    }

    /** The last column of a run. */
    int end(int run) {
        return ends[run];
    }
}
