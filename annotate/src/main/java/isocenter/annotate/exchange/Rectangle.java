package isocenter.annotate.exchange;

import java.util.List;

/** Four points that are an upright rectangle. */
final class Rectangle {
    private Rectangle() {}

    /** Whether these points, in their order, are the corners of one that has some extent. */
    static boolean is(List<List<Double>> points) {
        if (points.size() != 4) {
            return false;
        }
        boolean sides = true;
        for (int i = 0; i < 4; i++) {
            List<Double> here = points.get(i);
            List<Double> next = points.get((i + 1) % 4);
            List<Double> after = points.get((i + 2) % 4);
            boolean across = here.get(1).equals(next.get(1)) && !here.get(0).equals(next.get(0));
            boolean down = here.get(0).equals(next.get(0)) && !here.get(1).equals(next.get(1));
            boolean turns =
                    across ? next.get(0).equals(after.get(0)) : next.get(1).equals(after.get(1));
            sides &= (across || down) && turns;
        }
        return sides;
    }

    /** Its least and its greatest corner. */
    static List<List<Double>> corners(List<List<Double>> points) {
        return List.of(List.of(least(points, 0), least(points, 1)), List.of(greatest(points, 0), greatest(points, 1)));
    }

    private static double least(List<List<Double>> points, int axis) {
        return points.stream().mapToDouble(point -> point.get(axis)).min().orElseThrow();
    }

    private static double greatest(List<List<Double>> points, int axis) {
        return points.stream().mapToDouble(point -> point.get(axis)).max().orElseThrow();
    }
}
