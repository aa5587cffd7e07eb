package isocenter.pretrain.registry;

import java.util.List;

/**
 * The first and the last loss of a run: one step's loss is noise, so that each is the mean over min(50, steps/10)
 * steps, at least one.
 */
record LossWindow(double first, double last) {

    static int of(long steps) {
        return (int) Math.max(1, Math.min(50, steps / 10));
    }

    /** @param points the run's, by step, holding at least the first and the last window */
    static LossWindow of(List<TrainingPoint> points, long steps) {
        int window = of(steps);
        if (points.size() < window) {
            throw new IllegalStateException(
                    "The curve has " + points.size() + " points, fewer than the " + window + " that are averaged");
        }
        return new LossWindow(
                mean(points.subList(0, window)), mean(points.subList(points.size() - window, points.size())));
    }

    private static double mean(List<TrainingPoint> points) {
        return points.stream().mapToDouble(point -> point.loss).average().orElseThrow();
    }
}
