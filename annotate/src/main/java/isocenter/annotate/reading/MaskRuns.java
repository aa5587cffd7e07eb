package isocenter.annotate.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A region of pixels by run lengths.
 *
 * @param rows height of the image in pixels
 * @param columns its width
 * @param runs lengths of alternating runs, row by row from the upper left; the first, 0 perhaps, is outside of the region.
 *     They add up to rows × columns
 */
public record MaskRuns(int rows, int columns, List<Integer> runs) {
    public MaskRuns {
        runs = List.copyOf(runs);
    }

    /** Whether the runs fill the image exactly, none but the first being empty. */
    boolean isWhole() {
        long sum = 0;
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i) < (i == 0 ? 0 : 1)) {
                return false;
            }
            sum += runs.get(i);
        }
        return rows > 0 && columns > 0 && sum == (long) rows * columns;
    }

    /** The region, row by row; only for runs that are {@link #isWhole() whole}. */
    public boolean[] pixels() {
        boolean[] pixels = new boolean[Math.multiplyExact(rows, columns)];
        int at = 0;
        boolean inside = false;
        for (int run : runs) {
            Arrays.fill(pixels, at, at + run, inside);
            at += run;
            inside = !inside;
        }
        return pixels;
    }

    /** Runs of a region that is given row by row. */
    public static MaskRuns of(int rows, int columns, boolean[] pixels) {
        if (pixels.length != rows * columns) {
            throw new IllegalArgumentException("A mask has one value for each pixel of its image");
        }
        List<Integer> runs = new ArrayList<>();
        int length = 0;
        boolean inside = false;
        for (boolean pixel : pixels) {
            if (pixel != inside) {
                runs.add(length);
                length = 0;
                inside = pixel;
            }
            length++;
        }
        runs.add(length);
        return new MaskRuns(rows, columns, runs);
    }
}
