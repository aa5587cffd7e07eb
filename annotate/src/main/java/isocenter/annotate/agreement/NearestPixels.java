package isocenter.annotate.agreement;

import java.util.Arrays;

/**
 * Exact distances to the nearest pixel of a set, in time linear in the image: first along each column, then along each row
 * as the lower envelope of the parabolas that the columns give (Felzenszwalb and Huttenlocher 2012).
 */
final class NearestPixels {
    private static final int NONE = -1;

    private final int columns;
    private final double rowSpacing;
    private final double columnSpacing;

    /** Rows to the nearest pixel in the same column, row by row; {@link #NONE} where the column has none. */
    private final int[] alongColumn;

    /** Columns whose parabola is lowest somewhere, and from where on each of them is. */
    private final int[] lowest;

    private final double[] from;

    NearestPixels(BinaryMask pixels, double rowSpacing, double columnSpacing) {
        this.columns = pixels.columns();
        this.rowSpacing = rowSpacing;
        this.columnSpacing = columnSpacing;
        this.alongColumn = new int[pixels.rows() * columns];
        this.lowest = new int[columns];
        this.from = new double[columns];
        Arrays.fill(alongColumn, NONE);
        for (int at = pixels.next(0); at >= 0; at = pixels.next(at + 1)) {
            alongColumn[at] = 0;
        }
        for (int at = columns; at < alongColumn.length; at++) {
            alongColumn[at] = nearer(alongColumn[at], alongColumn[at - columns]);
        }
        for (int at = alongColumn.length - columns - 1; at >= 0; at--) {
            alongColumn[at] = nearer(alongColumn[at], alongColumn[at + columns]);
        }
    }

    private static int nearer(int here, int neighbour) {
        return neighbour != NONE && (here == NONE || here > neighbour + 1) ? neighbour + 1 : here;
    }

    /** The distance in mm of each of these pixels, row by row. */
    double[] distances(BinaryMask queries) {
        double[] distances = new double[queries.area()];
        int row = NONE;
        int hull = 0;
        int place = 0;
        int next = 0;
        for (int at = queries.next(0); at >= 0; at = queries.next(at + 1)) {
            if (at / columns != row) {
                row = at / columns;
                hull = envelope(row);
                place = 0;
            }
            int column = at % columns;
            while (place + 1 < hull && from[place + 1] < column) {
                place++;
            }
            distances[next++] =
                    Math.sqrt(height(row, lowest[place]) + square((column - lowest[place]) * columnSpacing));
        }
        return distances;
    }

    /** The parabolas of one row that are lowest somewhere: how many. */
    private int envelope(int row) {
        int hull = 0;
        for (int column = 0; column < columns; column++) {
            if (alongColumn[row * columns + column] == NONE) {
                continue;
            }
            while (hull > 0 && crossing(row, lowest[hull - 1], column) <= from[hull - 1]) {
                hull--;
            }
            from[hull] = hull == 0 ? Double.NEGATIVE_INFINITY : crossing(row, lowest[hull - 1], column);
            lowest[hull++] = column;
        }
        return hull;
    }

    /** Where, in columns, the parabola of the later column gets below that of the earlier. */
    private double crossing(int row, int earlier, int later) {
        double heights = (height(row, later) - height(row, earlier)) / square(columnSpacing);
        return (heights + square(later) - square(earlier)) / (2.0 * (later - earlier));
    }

    private double height(int row, int column) {
        return square(alongColumn[row * columns + column] * rowSpacing);
    }

    private static double square(double x) {
        return x * x;
    }
}
