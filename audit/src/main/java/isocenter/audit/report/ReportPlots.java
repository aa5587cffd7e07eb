package isocenter.audit.report;

import isocenter.audit.fairness.Calibration;
import isocenter.audit.fairness.Confusion;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.RocCurve;
import isocenter.audit.fairness.ScoredSubject;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The plots of one report. */
final class ReportPlots {
    private static final int FINEST = 400;

    private final AuditRequest request;
    private final List<GroupPerformance> groups;

    ReportPlots(ReportContent content) {
        this.request = content.request();
        this.groups = content.assessment().groups();
    }

    /** ROC curves of the attribute's groups that have an AUROC, with everybody's, and the point of the threshold. */
    String roc(String attribute, GroupPerformance overall) {
        SquarePlot plot = new SquarePlot("ROC curves by " + attribute, "false-positive rate", "true-positive rate")
                .line("everybody", 0, points(request.scores()));
        int nth = 1;
        for (GroupPerformance group : groups) {
            if (group.attribute().equals(attribute) && group.auroc() instanceof Estimated) {
                plot.line(group.value(), nth++, points(membersOf(group)));
            }
        }
        Confusion counts = overall.confusion();
        if (counts.positives() > 0 && counts.negatives() > 0) {
            plot.dot(
                    (double) counts.falsePositives() / counts.negatives(),
                    (double) counts.truePositives() / counts.positives(),
                    4.5);
        }
        return plot.svg();
    }

    private List<ScoredSubject> membersOf(GroupPerformance group) {
        return request.scores().stream()
                .filter(score -> score.attribute(group.attribute()).equals(group.value()))
                .toList();
    }

    /** Thinned to what the eye can see; the ends stay. */
    private static List<double[]> points(List<ScoredSubject> scores) {
        List<RocCurve.Point> points = RocCurve.of(scores).points();
        int step = Math.max(1, points.size() / FINEST);
        return IntStream.range(0, points.size())
                .filter(i -> i % step == 0 || i == points.size() - 1)
                .mapToObj(i -> new double[] {
                    points.get(i).falsePositiveRate(), points.get(i).truePositiveRate()
                })
                .toList();
    }

    /** Share of positives against mean score, the dots' areas as the bins' sizes. */
    String calibration(@Nullable Calibration calibration) {
        if (calibration == null) {
            return "<p class=\"none\">The scores are not probabilities, so calibration is not estimable.</p>";
        }
        long largest = calibration.bins().stream()
                .mapToLong(Calibration.Bin::size)
                .max()
                .orElse(1);
        List<Calibration.Bin> filled =
                calibration.bins().stream().filter(bin -> bin.size() > 0).toList();
        SquarePlot plot = new SquarePlot("Calibration", "mean score", "share of positives")
                .line(
                        "everybody",
                        0,
                        filled.stream()
                                .map(bin -> new double[] {bin.meanScore(), bin.positiveShare()})
                                .toList());
        for (Calibration.Bin bin : filled) {
            plot.dot(bin.meanScore(), bin.positiveShare(), 2 + 7 * Math.sqrt((double) bin.size() / largest));
        }
        return plot.svg();
    }

    String histogram() {
        return ScoreHistogram.svg(request.scores(), request.threshold());
    }
}
