package isocenter.pretrain.view;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Grey squares in rows and columns on a dark ground. */
final class SheetOfCells {
    private static final int GAP = 4;
    private static final int GROUND = 48;
    private static final int WHITE = 255;

    private final int cell;
    private final BufferedImage sheet;

    /** @param side of the largest square in pixels */
    SheetOfCells(int rows, int columns, int side) {
        cell = side + GAP;
        sheet = new BufferedImage(columns * cell + GAP, rows * cell + GAP, BufferedImage.TYPE_BYTE_GRAY);
        int[] ground = new int[sheet.getWidth() * sheet.getHeight()];
        Arrays.fill(ground, GROUND);
        sheet.getRaster().setSamples(0, 0, sheet.getWidth(), sheet.getHeight(), 0, ground);
    }

    /** @param pixels {@code side × side} values in [0, 1] */
    void put(int row, int column, float[] pixels, int side) {
        int[] levels = new int[side * side];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.max(0, Math.min(WHITE, Math.round(pixels[i] * WHITE)));
        }
        sheet.getRaster().setSamples(GAP + column * cell, GAP + row * cell, side, side, 0, levels);
    }

    /** 8-bit grey. */
    BufferedImage image() {
        return sheet;
    }
}
