package isocenter.ingest.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds lines of writing in a picture, of four letters and more: strokes of letter size that stand in line. Single
 * letters and pairs, as markers of side and projection are, are no lines.
 */
public final class TextSearch {
    private static final int LOWEST_STROKE = 4;
    private static final int HIGHEST_STROKE = 90;
    private static final double CONTRAST = 0.18;
    private static final double FAINT_CONTRAST = 0.10;
    /** More strokes than a page of writing has: noise. The threshold is raised until it is gone. */
    private static final int MOST_STROKES = 10_000;

    private static final int SAMPLES = 2048;
    private static final double TAIL = 0.005;
    private static final int BAND = 16;

    private final int[] values;
    private final int rows;
    private final int columns;
    private final int span;

    private TextSearch(int[] values, int rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
        this.span = span(values);
    }

    /**
     * Lines of writing in a picture.
     *
     * @param values one number a pixel, row-major
     */
    public static List<Region> linesIn(int[] values, int rows, int columns) {
        TextSearch search = new TextSearch(values, rows, columns);
        if (search.span <= 0) {
            return List.of();
        }
        List<Region> lines = search.lines(CONTRAST, false);
        return lines.isEmpty() ? search.lines(FAINT_CONTRAST, true) : lines;
    }

    /** The range of values but for the outermost half percents, and at least a quarter of the whole range. */
    private static int span(int[] values) {
        int step = Math.max(1, values.length / SAMPLES) | 1;
        int[] sample = new int[(values.length + step - 1) / step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * step];
        }
        Arrays.sort(sample);
        int last = sample.length - 1;
        int inner = sample[(int) (last * (1 - TAIL))] - sample[(int) (last * TAIL)];
        return Math.max(inner, (sample[last] - sample[0]) / 4);
    }

    private List<Region> lines(double contrast, boolean faint) {
        int threshold = Math.max(1, (int) (span * contrast));
        List<Region> found = new ArrayList<>();
        while (true) {
            StrokeRuns.Both runs = StrokeRuns.in(values, rows, columns, threshold);
            List<Stroke> bright = Stroke.of(runs.bright(), values, columns, 1, LOWEST_STROKE, HIGHEST_STROKE);
            List<Stroke> dark = Stroke.of(runs.dark(), values, columns, -1, LOWEST_STROKE, HIGHEST_STROKE);
            if (bright.size() + dark.size() <= MOST_STROKES) {
                addLines(bright, faint, found);
                addLines(dark, faint, found);
                return found;
            }
            threshold += threshold / 2 + 1;
        }
    }

    private void addLines(List<Stroke> strokes, boolean faint, List<Region> found) {
        strokes.sort(Comparator.comparingInt(Stroke::left));
        List<List<Integer>> bands = bands(strokes);
        boolean[] used = new boolean[strokes.size()];
        for (int seed = 0; seed < used.length; seed++) {
            if (used[seed]) {
                continue;
            }
            List<Integer> members = lineFrom(seed, strokes, bands, used);
            if (members.size() < 3) {
                continue;
            }
            TextLine line = new TextLine(members.stream().map(strokes::get).toList(), span);
            if (faint ? line.isFaintWriting() : line.isWriting()) {
                members.forEach(member -> used[member] = true);
                found.add(line.region());
            }
        }
    }

    /** Strokes by where their lower ends are, in the order of their left ends. */
    private List<List<Integer>> bands(List<Stroke> strokes) {
        List<List<Integer>> bands = new ArrayList<>();
        for (int i = 0; i <= rows / BAND; i++) {
            bands.add(new ArrayList<>());
        }
        for (int i = 0; i < strokes.size(); i++) {
            bands.get(strokes.get(i).bottom() / BAND).add(i);
        }
        return bands;
    }

    /** The strokes to the right of a seed that fit to it and follow each other without a wide gap. */
    private List<Integer> lineFrom(int seed, List<Stroke> strokes, List<List<Integer>> bands, boolean[] used) {
        Stroke first = strokes.get(seed);
        int reach = Math.max(2, (int) (0.65 * first.height()));
        List<Integer> near = new ArrayList<>();
        int to = Math.min(bands.size() - 1, (first.bottom() + reach) / BAND);
        for (int band = Math.max(0, first.bottom() - reach) / BAND; band <= to; band++) {
            for (int i : bands.get(band)) {
                if (i > seed && !used[i] && fits(first, strokes.get(i))) {
                    near.add(i);
                }
            }
        }
        near.sort(Comparator.naturalOrder());
        List<Integer> members = new ArrayList<>();
        members.add(seed);
        int right = first.right();
        for (int i : near) {
            Stroke next = strokes.get(i);
            if (next.left() > right + 2 * first.height()) {
                break;
            }
            members.add(i);
            right = Math.max(right, next.right());
        }
        return members;
    }

    /** Of like height and ink, on one base line; or under one top line, as a letter with a tail is. */
    private boolean fits(Stroke a, Stroke b) {
        int taller = Math.max(a.height(), b.height());
        int base = Math.abs(a.bottom() - b.bottom());
        int top = Math.abs(a.top() - b.top());
        double close = Math.max(1, 0.16 * taller);
        return Math.min(a.height(), b.height()) >= 0.55 * taller
                && (base <= close || top <= close && base <= Math.max(2, 0.35 * taller))
                && Math.abs(a.ink() - b.ink()) <= 0.12 * span
                && b.width() <= 5 * taller;
    }
}
