package isocenter.ingest.burnedin;

import java.util.Arrays;
import java.util.List;

/** Strokes side by side, and whether they look like writing: even in height and ink, on one base line, close together. */
final class TextLine {
    private static final int LOWEST = 5;
    /** From this height on letters show their full ink and their strokes come apart; below, smoothing blurs both. */
    private static final int LARGE = 12;

    private final int letters;
    private final int crossings;
    private final double height;
    private final double length;
    private final double onBase;
    private final double atTop;
    private final double inkSpread;
    private final double tallness;
    private final Region region;

    /** @param span the range of values of the picture */
    TextLine(List<Stroke> strokes, int span) {
        int n = strokes.size();
        int[] heights = strokes.stream().mapToInt(Stroke::height).sorted().toArray();
        int[] bottoms = strokes.stream().mapToInt(Stroke::bottom).sorted().toArray();
        int[] tops = strokes.stream().mapToInt(Stroke::top).sorted().toArray();
        int[] inks = strokes.stream().mapToInt(Stroke::ink).sorted().toArray();
        int left = strokes.stream().mapToInt(Stroke::left).min().orElseThrow();
        int right = strokes.stream().mapToInt(Stroke::right).max().orElseThrow();
        letters = n;
        crossings = strokes.stream()
                .mapToInt(stroke -> Math.max(1, Math.round(stroke.runs() / (float) stroke.height())))
                .sum();
        height = heights[Math.min(n - 1, Math.round(n * 0.75f))];
        length = (right - left + 1) / height;
        double tolerance = Math.max(1, 0.1 * height);
        onBase = share(bottoms, bottoms[n / 2], tolerance);
        atTop = share(tops, tops[n / 4], tolerance);
        inkSpread = spread(inks) / (double) span;
        tallness = (bottoms[n - 1] - tops[0] + 1) / height;
        region = new Region(left, tops[0], right - left + 1, bottoms[n - 1] - tops[0] + 1);
    }

    private static double share(int[] values, int middle, double tolerance) {
        return Arrays.stream(values)
                        .filter(value -> Math.abs(value - middle) <= tolerance)
                        .count()
                / (double) values.length;
    }

    /** Range of the ink, leaving out what a stroke of the picture itself may add at the ends. */
    private static int spread(int[] inks) {
        int n = inks.length;
        return n < 8 ? inks[n - 1] - inks[n > 4 ? 1 : 0] : inks[(int) (n * 0.875)] - inks[n / 8];
    }

    Region region() {
        return region;
    }

    /** Writing of good contrast. */
    boolean isWriting() {
        boolean large = height >= LARGE;
        if (!isCompact() || crossings < (large ? 7 : 6) || letters < (large ? 5 : 3)) {
            return false;
        }
        boolean even = onBase >= 0.7 && atTop >= 0.4 && inkSpread <= (large ? 0.04 : 0.1);
        boolean sameInk = onBase >= 0.5 && inkSpread <= 0.008 && letters >= 5;
        return even || sameInk;
    }

    /** Writing that hardly stands out from the picture must be of one ink, which only a machine's is. */
    boolean isFaintWriting() {
        return isCompact() && crossings >= 7 && letters >= 6 && onBase >= 0.7 && atTop >= 0.4 && inkSpread <= 0.004;
    }

    private boolean isCompact() {
        return height >= LOWEST && length >= 2.2 && tallness <= 1.5 && crossings >= 0.65 * length;
    }
}
