package isocenter.audit.report;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.GroupPerformance;
import java.util.ArrayList;
import java.util.List;

/**
 * AUROC per group as dots with two intervals: the solid bar takes images as independent (DeLong), the thin one resamples
 * patients. A vertical line marks everybody's AUROC, a dotted one chance.
 */
final class ForestPlot {
    private static final int WIDTH = 720;
    private static final int LABELS = 230;
    private static final int FIGURES = 170;
    private static final int ROW = 30;
    private static final int TOP = 12;

    private final double from;

    private ForestPlot(double from) {
        this.from = from;
    }

    static String svg(GroupPerformance overall, List<GroupPerformance> groups) {
        List<GroupPerformance> rows = new ArrayList<>(groups);
        rows.add(0, overall);
        return new ForestPlot(axisStart(rows)).draw(rows);
    }

    /** The axis begins at 0.4, or lower in steps of 0.1 where an interval does. */
    private static double axisStart(List<GroupPerformance> rows) {
        double lowest = 0.4;
        for (GroupPerformance row : rows) {
            for (Estimate estimate : List.of(row.auroc(), row.aurocByPatients())) {
                if (estimate instanceof Estimated known) {
                    lowest = Math.min(lowest, known.low());
                }
            }
        }
        return Math.max(0, Math.floor(lowest * 10) / 10);
    }

    private double x(double auroc) {
        return LABELS + (auroc - from) / (1 - from) * (WIDTH - LABELS - FIGURES);
    }

    private String draw(List<GroupPerformance> rows) {
        int bottom = TOP + ROW * rows.size();
        StringBuilder svg = new StringBuilder(Markup.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"AUROC per group with intervals\">",
                WIDTH, bottom + 42));
        for (int tick = (int) Math.round(from * 10); tick <= 10; tick++) {
            svg.append(Markup.format(
                    "<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>"
                            + "<text class=\"tick\" x=\"%1$.1f\" y=\"%4$d\" text-anchor=\"middle\">%5$.1f</text>",
                    x(tick / 10.0), TOP, bottom, bottom + 16, tick / 10.0));
        }
        if (from <= 0.5) {
            svg.append(vertical("chance", 0.5, bottom));
        }
        if (rows.get(0).auroc() instanceof Estimated everybody) {
            svg.append(vertical("everybody", everybody.value(), bottom));
        }
        for (int row = 0; row < rows.size(); row++) {
            svg.append(row(rows.get(row), TOP + ROW * row + ROW / 2));
        }
        return svg.append(Markup.format(
                        "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">AUROC</text></svg>",
                        x((1 + from) / 2), bottom + 34))
                .toString();
    }

    private String vertical(String style, double at, int bottom) {
        return Markup.format(
                "<line class=\"%1$s\" x1=\"%2$.1f\" x2=\"%2$.1f\" y1=\"%3$d\" y2=\"%4$d\"/>",
                style, x(at), TOP, bottom);
    }

    private String row(GroupPerformance group, int y) {
        String label = group.attribute().equals("all") ? "everybody" : group.value();
        StringBuilder svg = new StringBuilder(Markup.format(
                "<text class=\"label\" x=\"4\" y=\"%d\">%s<tspan class=\"count\" dx=\"8\">%d of %d</tspan></text>",
                y + 4, Markup.escape(label), group.positives(), group.n()));
        if (group.aurocByPatients() instanceof Estimated patients) {
            svg.append(bar("patients", patients, y));
        }
        if (group.auroc() instanceof Estimated images) {
            svg.append(bar("images", images, y))
                    .append(Markup.format(
                            "<circle class=\"dot\" cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/>", x(images.value()), y))
                    .append(Markup.format(
                            "<text class=\"figure\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s (%s to %s)</text>",
                            WIDTH - 4,
                            y + 4,
                            Markup.figure(images.value()),
                            Markup.figure(images.low()),
                            Markup.figure(images.high())));
        } else {
            svg.append(Markup.format(
                    "<text class=\"none\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">not estimable</text>",
                    x((1 + from) / 2), y + 4));
        }
        return svg.toString();
    }

    private String bar(String style, Estimated interval, int y) {
        return Markup.format(
                "<line class=\"%1$s\" x1=\"%2$.1f\" x2=\"%3$.1f\" y1=\"%4$d\" y2=\"%4$d\"/>",
                style, x(interval.low()), x(interval.high()), y);
    }
}
