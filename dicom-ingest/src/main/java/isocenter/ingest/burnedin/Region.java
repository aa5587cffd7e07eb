package isocenter.ingest.burnedin;

/**
 * A rectangle of pixels.
 *
 * @param x column of its left edge, from 0
 * @param y row of its upper edge, from 0
 * @param width columns, 1 or more
 * @param height rows, 1 or more
 */
public record Region(int x, int y, int width, int height) {
    public Region {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("a region needs x and y of 0 or more, width and height of 1 or more");
        }
    }

    int right() {
        return x + width;
    }

    int bottom() {
        return y + height;
    }
}
