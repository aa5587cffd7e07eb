package isocenter.pretrain.view;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Square grey pictures in rows and columns, on one sheet. A number can stand below each; no font is needed for it. */
public final class PictureSheet {
    private static final int GAP = 4;
    private static final int GROUND = 48;
    private static final int WHITE = 255;

    private final int side;
    private final int caption;
    private final BufferedImage sheet;

    private PictureSheet(int rows, int columns, int side, int caption) {
        this.side = side;
        this.caption = caption;
        int width = columns * (side + GAP) + GAP;
        int height = rows * (side + caption + GAP) + GAP;
        sheet = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        int[] ground = new int[width * height];
        Arrays.fill(ground, GROUND);
        raster().setSamples(0, 0, width, height, 0, ground);
    }

    /** @param side of the largest picture, in pixels */
    public static PictureSheet plain(int rows, int columns, int side) {
        return new PictureSheet(rows, columns, side, 0);
    }

    /** With room for a number below each picture. */
    public static PictureSheet captioned(int rows, int columns, int side) {
        return new PictureSheet(rows, columns, side, Digits.HEIGHT + 2 * GAP);
    }

    /**
     * Shows a picture pixel for pixel.
     *
     * @param pixels {@code size × size} values, 0 black, 1 white
     * @param size at most the sheet's side
     */
    public void put(int row, int column, float[] pixels, int size) {
        int[] levels = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            levels[i] = Math.max(0, Math.min(WHITE, Math.round(pixels[i] * WHITE)));
        }
        raster().setSamples(left(column), top(row), size, size, 0, levels);
    }

    /** Shows a picture of any size as large as there is room, interpolated bilinearly. */
    public void fill(int row, int column, float[] pixels, int size) {
        float[] filled = new float[side * side];
        Geometry.IDENTITY.resample(pixels, size, filled, 0, side);
        put(row, column, filled, side);
    }

    /** Draws a white frame around a picture. */
    public void frame(int row, int column) {
        int[] line = new int[2 * (side + 4)];
        Arrays.fill(line, WHITE);
        raster().setSamples(left(column) - 2, top(row) - 2, side + 4, 2, 0, line);
        raster().setSamples(left(column) - 2, top(row) + side, side + 4, 2, 0, line);
        raster().setSamples(left(column) - 2, top(row) - 2, 2, side + 4, 0, line);
        raster().setSamples(left(column) + side, top(row) - 2, 2, side + 4, 0, line);
    }

    /**
     * Writes below a picture.
     *
     * @param number digits, points and minus signs
     */
    public void caption(int row, int column, String number) {
        if (caption == 0) {
            throw new IllegalStateException("This sheet has no room below its pictures");
        }
        Digits.draw(raster(), left(column) + GAP, top(row) + side + GAP + 1, number, WHITE);
    }

    /** 8-bit grey. */
    public BufferedImage image() {
        return sheet;
    }

    private int left(int column) {
        return GAP + column * (side + GAP);
    }

    private int top(int row) {
        return GAP + row * (side + caption + GAP);
    }

    private WritableRaster raster() {
        return sheet.getRaster();
    }
}
