package isocenter.ingest.burnedin;

import java.util.ArrayList;
import java.util.List;

/**
 * A connected stroke: a letter, or a part of one, or several that touch.
 *
 * @param runs how many stretches of rows it is made of; with its height, how many strokes cross a row of it
 * @param ink the value in it that stands out most
 */
record Stroke(int left, int top, int right, int bottom, int runs, int ink) {
    int width() {
        return right - left + 1;
    }

    int height() {
        return bottom - top + 1;
    }

    /**
     * Joins runs that touch in neighbouring rows.
     *
     * @param sign 1 for bright strokes, −1 for dark ones
     * @return those between the lowest and the highest letter
     */
    static List<Stroke> of(StrokeRuns runs, int[] values, int columns, int sign, int lowest, int highest) {
        int[] parent = joined(runs);
        int n = parent.length;
        int[] left = new int[n];
        int[] right = new int[n];
        int[] bottom = new int[n];
        int[] count = new int[n];
        int[] ink = new int[n];
        for (int i = 0; i < n; i++) {
            int root = root(parent, i); // the first run of a stroke is its highest
            if (count[root]++ == 0) {
                left[root] = runs.start(i);
                ink[root] = Integer.MIN_VALUE;
            }
            left[root] = Math.min(left[root], runs.start(i));
            right[root] = Math.max(right[root], runs.end(i));
            bottom[root] = runs.row(i);
            int base = runs.row(i) * columns;
            for (int x = runs.start(i); x <= runs.end(i); x++) {
                ink[root] = Math.max(ink[root], sign * values[base + x]);
            }
        }
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int height = bottom[i] - runs.row(i) + 1;
            if (parent[i] == i && height >= lowest && height <= highest) {
                strokes.add(new Stroke(left[i], runs.row(i), right[i], bottom[i], count[i], sign * ink[i]));
            }
        }
        return strokes;
    }

    /** Union-find over the runs; a run's parent never comes after it. */
    private static int[] joined(StrokeRuns runs) {
        int[] parent = new int[runs.count()];
        int above = 0;
        int aboveEnd = 0;
        int at = 0;
        while (at < parent.length) {
            int row = runs.row(at);
            int from = at;
            int seek = aboveEnd > above && runs.row(above) == row - 1 ? above : aboveEnd;
            for (; at < parent.length && runs.row(at) == row; at++) {
                parent[at] = at;
                while (seek < aboveEnd && runs.end(seek) < runs.start(at) - 1) {
                    seek++;
                }
                for (int i = seek; i < aboveEnd && runs.start(i) <= runs.end(at) + 1; i++) {
                    int a = root(parent, i);
                    int b = root(parent, at);
                    parent[Math.max(a, b)] = Math.min(a, b);
                }
            }
            above = from;
            aboveEnd = at;
        }
        return parent;
    }

    private static int root(int[] parent, int i) {
        int root = i;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }
}
