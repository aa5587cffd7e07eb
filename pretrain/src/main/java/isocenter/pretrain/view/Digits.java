package isocenter.pretrain.view;

import java.awt.image.WritableRaster;

/** Numbers drawn from a table of 5 × 7 dots: a server without fonts has no other way to write into a picture. */
final class Digits {
    static final int HEIGHT = 14;

    private static final int DOT = 2;
    private static final int ROWS = 7;
    private static final int COLUMNS = 5;
    private static final String KNOWN = "0123456789.-";

    /** Rows of each character from the top, five bits each, the leftmost the highest. */
    private static final int[][] DOTS = {
        {14, 17, 19, 21, 25, 17, 14},
        {4, 12, 4, 4, 4, 4, 14},
        {14, 17, 1, 2, 4, 8, 31},
        {31, 2, 4, 2, 1, 17, 14},
        {2, 6, 10, 18, 31, 2, 2},
        {31, 16, 30, 1, 1, 17, 14},
        {6, 8, 16, 30, 17, 17, 14},
        {31, 1, 2, 4, 8, 8, 8},
        {14, 17, 17, 14, 17, 17, 14},
        {14, 17, 17, 15, 1, 2, 12},
        {0, 0, 0, 0, 0, 12, 12},
        {0, 0, 0, 31, 0, 0, 0},
    };

    private Digits() {}

    /** Writes; what is neither digit nor point nor minus is a gap. */
    static void draw(WritableRaster raster, int left, int top, String number, int level) {
        for (int i = 0; i < number.length(); i++) {
            int place = KNOWN.indexOf(number.charAt(i));
            for (int dot = 0; place >= 0 && dot < ROWS * COLUMNS; dot++) {
                int row = dot / COLUMNS;
                int column = dot % COLUMNS;
                if ((DOTS[place][row] >> (COLUMNS - 1 - column) & 1) == 1) {
                    square(raster, left + (i * (COLUMNS + 1) + column) * DOT, top + row * DOT, level);
                }
            }
        }
    }

    private static void square(WritableRaster raster, int left, int top, int level) {
        for (int i = 0; i < DOT * DOT; i++) {
            int x = left + i % DOT;
            int y = top + i / DOT;
            if (x < raster.getWidth() && y < raster.getHeight()) {
                raster.setSample(x, y, 0, level);
            }
        }
    }
}
