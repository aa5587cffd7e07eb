package isocenter.audit.report;

import java.util.ArrayList;
import java.util.List;

/** A plot over the unit square: ROC curves and calibration share its frame. */
final class SquarePlot {
    private static final int SIDE = 300;
    private static final int LEFT = 46;
    private static final int TOP = 10;
    private static final int LEGEND_LINE = 18;
    private static final int COLOURS = 6;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final StringBuilder marks = new StringBuilder();
    private final List<String> legend = new ArrayList<>();

    SquarePlot(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    static double x(double value) {
        return LEFT + value * SIDE;
    }

    static double y(double value) {
        return TOP + (1 - value) * SIDE;
    }

    /** A line through points (each x, y in [0, 1]) in the n-th colour and dash, named in the legend. */
    SquarePlot line(String name, int nth, List<double[]> points) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(Markup.format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(point[0]), y(point[1])));
        }
        marks.append("<path class=\"line c")
                .append(nth % COLOURS)
                .append("\" d=\"")
                .append(path)
                .append("\"/>");
        legend.add(Markup.format("<path class=\"line c%d\" d=\"M%d %%1$dH%d\"/>", nth % COLOURS, LEFT, LEFT + 28)
                + Markup.format("<text class=\"label\" x=\"%d\" y=\"%%2$d\">", LEFT + 36)
                + Markup.escape(name).replace("%", "%%")
                + "</text>");
        return this;
    }

    SquarePlot dot(double xValue, double yValue, double radius) {
        marks.append(Markup.format(
                "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x(xValue), y(yValue), radius));
        return this;
    }

    String svg() {
        int below = TOP + SIDE + 56;
        StringBuilder svg = new StringBuilder(Markup.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                LEFT + SIDE + 14, below + LEGEND_LINE * legend.size(), Markup.escape(title)));
        for (int tick = 0; tick <= 5; tick++) {
            double at = tick / 5.0;
            svg.append(Markup.format(
                    "<path class=\"grid\" d=\"M%1$.1f %2$.1fV%3$.1fM%4$.1f %5$.1fH%6$.1f\"/>"
                            + "<text class=\"tick\" x=\"%1$.1f\" y=\"%7$d\" text-anchor=\"middle\">%8$.1f</text>"
                            + "<text class=\"tick\" x=\"%9$d\" y=\"%10$.1f\" text-anchor=\"end\">%8$.1f</text>",
                    x(at), y(0), y(1), x(0), y(at), x(1), TOP + SIDE + 16, at, LEFT - 6, y(at) + 4));
        }
        svg.append(Markup.format("<path class=\"chance\" d=\"M%.1f %.1fL%.1f %.1f\"/>", x(0), y(0), x(1), y(1)))
                .append(marks)
                .append(Markup.format(
                        "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        x(0.5), TOP + SIDE + 34, Markup.escape(xLabel)))
                .append(Markup.format(
                        "<text class=\"axis\" transform=\"translate(12 %.1f) rotate(-90)\" text-anchor=\"middle\">"
                                + "%s</text>",
                        y(0.5), Markup.escape(yLabel)));
        for (int i = 0; i < legend.size(); i++) {
            int at = below + LEGEND_LINE * i;
            svg.append(Markup.format(legend.get(i), at, at + 4));
        }
        return svg.append("</svg>").toString();
    }
}
