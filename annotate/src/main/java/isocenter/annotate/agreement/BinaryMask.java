package isocenter.annotate.agreement;

import java.util.BitSet;

/** Which pixels of an image belong to a region. */
public final class BinaryMask {
    private final int rows;
    private final int columns;
    private final BitSet pixels;

    private BinaryMask(int rows, int columns, BitSet pixels) {
        this.rows = rows;
        this.columns = columns;
        this.pixels = pixels;
    }

    /**
     * From run lengths.
     *
     * @param runs lengths of alternating runs, row by row, the first one outside the region; together rows · columns
     * @throws IllegalArgumentException when they are negative or have another sum
     */
    public static BinaryMask ofRuns(int rows, int columns, int[] runs) {
        BitSet pixels = new BitSet();
        long at = 0;
        boolean inside = false;
        for (int run : runs) {
            if (run < 0 || at + run > (long) rows * columns) {
                throw wrong();
            }
            if (inside) {
                pixels.set((int) at, (int) at + run);
            }
            at += run;
            inside = !inside;
        }
        if (rows < 1 || columns < 1 || at != (long) rows * columns) {
            throw wrong();
        }
        return new BinaryMask(rows, columns, pixels);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "The runs of a mask are not negative and sum to its rows times its columns");
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Pixels in the region. */
    public int area() {
        return pixels.cardinality();
    }

    boolean contains(int row, int column) {
        return row >= 0 && row < rows && column >= 0 && column < columns && pixels.get(row * columns + column);
    }

    /** Pixels in both. */
    int shared(BinaryMask other) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException(
                    "Masks of one image have the same rows and columns: %d x %d is not %d x %d"
                            .formatted(rows, columns, other.rows, other.columns));
        }
        BitSet both = (BitSet) pixels.clone();
        both.and(other.pixels);
        return both.cardinality();
    }

    /**
     * The region's surface: its pixels of which one of the four neighbours is outside. What lies beyond the image's edge is
     * outside.
     */
    BinaryMask surface() {
        BitSet surface = new BitSet();
        for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
            int row = i / columns;
            int column = i % columns;
            surface.set(
                    i,
                    !contains(row - 1, column)
                            || !contains(row + 1, column)
                            || !contains(row, column - 1)
                            || !contains(row, column + 1));
        }
        return new BinaryMask(rows, columns, surface);
    }

    /** The first pixel at or after this one, counted row by row; −1 when there is none. */
    int next(int from) {
        return pixels.nextSetBit(from);
    }
}
