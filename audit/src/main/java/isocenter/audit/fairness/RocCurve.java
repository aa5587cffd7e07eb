package isocenter.audit.fairness;

import java.util.ArrayList;
import java.util.List;

/**
 * Sensitivity against false-positive rate as the threshold falls.
 *
 * @param points from (0, 0) to (1, 1); tied scores make one step
 */
public record RocCurve(List<Point> points) {
    /** Rates at one threshold. */
    public record Point(double falsePositiveRate, double truePositiveRate) {}

    /** The curve of scores; empty without positives or negatives. */
    public static RocCurve of(List<ScoredSubject> subjects) {
        RankedScores ranked = Cohort.of(subjects, Double.NaN).ranked();
        if (ranked.positives() == 0 || ranked.negatives() == 0) {
            return new RocCurve(List.of());
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = ranked.size() - 1; i >= 0; i--) {
            int subject = ranked.order()[i];
            if (ranked.positive()[subject]) {
                truePositives++;
            } else {
                falsePositives++;
            }
            boolean stepEnds = i == 0 || ranked.scores()[ranked.order()[i - 1]] != ranked.scores()[subject];
            if (stepEnds) {
                points.add(new Point(
                        (double) falsePositives / ranked.negatives(), (double) truePositives / ranked.positives()));
            }
        }
        return new RocCurve(List.copyOf(points));
    }
}
