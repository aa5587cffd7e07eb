package isocenter.pretrain.registry;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lower part of a run's picture: AUROC of both probes on validation patients, step by step, with its interval. */
final class EvaluationPanel {
    static final int HEIGHT = 240;

    private static final int TOP = 36;
    private static final int BOTTOM = 24;

    private final int offset;
    private final int left;
    private final int right;
    private final long firstStep;
    private final double steps;

    private EvaluationPanel(int offset, int left, int right, long firstStep, long lastStep) {
        this.offset = offset;
        this.left = left;
        this.right = right;
        this.firstStep = firstStep;
        this.steps = Math.max(1, lastStep - firstStep);
    }

    /**
     * Draws into a picture, or nothing without evaluations.
     *
     * @param offset where the panel begins, from the picture's top
     */
    static String draw(
            List<PretrainEvaluation> evaluations, int offset, int left, int right, long firstStep, long lastStep) {
        if (evaluations.isEmpty()) {
            return "";
        }
        EvaluationPanel panel = new EvaluationPanel(offset, left, right, firstStep, lastStep);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">AUROC on %d validation patients, 95 %% intervals: "
                        + "<tspan fill=\"#a63603\">linear probe</tspan>, <tspan fill=\"#006d2c\">nearest"
                        + " neighbours</tspan></text>%n",
                left,
                offset + 20,
                evaluations.get(0).validationPatients));
        for (double auroc : new double[] {0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}) {
            double y = panel.y(auroc);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"%s\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>%n",
                    left,
                    y,
                    right,
                    auroc == 0.5 ? "#999" : "#ddd",
                    left - 6,
                    y + 4,
                    auroc));
        }
        panel.line(svg, evaluations, "#006d2c", e -> e.knnAuroc, e -> e.knnLow, e -> e.knnHigh);
        panel.line(svg, evaluations, "#a63603", e -> e.probeAuroc, e -> e.probeLow, e -> e.probeHigh);
        return svg.toString();
    }

    /** A figure of an evaluation, where it could be estimated. */
    private interface Figure extends Function<PretrainEvaluation, @Nullable Double> {}

    private void line(
            StringBuilder svg,
            List<PretrainEvaluation> evaluations,
            String colour,
            Figure value,
            Figure low,
            Figure high) {
        StringBuilder points = new StringBuilder();
        for (PretrainEvaluation evaluation : evaluations) {
            Double auroc = value.apply(evaluation);
            Double from = low.apply(evaluation);
            Double to = high.apply(evaluation);
            if (auroc == null || from == null || to == null) {
                continue;
            }
            double x = x(evaluation.step);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(auroc)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-opacity=\"0.4\"/>%n",
                    x,
                    y(from),
                    y(to),
                    colour));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
                colour,
                points));
    }

    private double x(long step) {
        return left + Math.max(0, Math.min(1, (step - firstStep) / steps)) * (right - left);
    }

    private double y(double auroc) {
        return offset + TOP + (1 - Math.max(0, auroc - 0.4) / 0.6) * (HEIGHT - TOP - BOTTOM);
    }
}
