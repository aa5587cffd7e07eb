package isocenter.annotate.selection;

import isocenter.annotate.selection.Simulation.Point;
import isocenter.annotate.selection.Simulation.Result;
import isocenter.audit.fairness.Estimated;
import java.util.List;
import java.util.Locale;

/**
 * A simulation as a self-contained SVG: AUROC against labels (log scale), a line and a form for each strategy, bars for the
 * intervals, a dashed line for a probe on all labels.
 */
public final class SimulationSvg {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 56;
    private static final int RIGHT = 190;
    private static final int TOP = 44;
    private static final int BOTTOM = 48;

    /** Between the bars of two strategies, so that they do not cover one another. */
    private static final int APART = 5;

    /** Okabe and Ito's colours (2008) and a form each, so that neither colour vision nor a printer matters. */
    private static final String[] COLOURS = {"#000000", "#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7"};

    private static final String[] FORMS = {
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        "M0-5L4.6 3.4H-4.6z",
        "M-3.6-3.6h7.2v7.2h-7.2z",
        "M0-5L5 0L0 5L-5 0z",
        "M0 5L4.6-3.4H-4.6z",
        "M-5-1.6h3.4v-3.4h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4z",
    };

    private final Result result;
    private final double low;
    private final double high;
    private final StringBuilder svg = new StringBuilder();

    private SimulationSvg(Result result) {
        this.result = result;
        double least = 1;
        double most = 0.5;
        for (Point point : result.points()) {
            if (point.auroc() instanceof Estimated auroc) {
                least = Math.min(least, auroc.low());
                most = Math.max(most, auroc.high());
            }
        }
        this.low = Math.floor(Math.min(least, most) * 10) / 10;
        this.high = Math.ceil(most * 10) / 10;
    }

    /** @param title names backbone, dataset and task; not escaped: ids have neither brackets nor quotes */
    public static String draw(String title, Result result) {
        return new SimulationSvg(result).draw(title);
    }

    private String draw(String title) {
        append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\">%n<title>%s</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"%d\" y=\"20\" font-size=\"14\" font-weight=\"bold\">%s</text>%n",
                WIDTH, HEIGHT, title, LEFT, title);
        for (double tick = low; tick <= high + 1e-9; tick += 0.1) {
            append(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>%n",
                    LEFT, y(tick), WIDTH - RIGHT, LEFT - 8, y(tick) + 4, tick);
        }
        result.points().stream()
                .map(Point::labels)
                .distinct()
                .forEach(labels -> append(
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                        x(labels), HEIGHT - BOTTOM + 18, labels));
        append(
                "<text x=\"%d\" y=\"%d\">labels</text><text x=\"%d\" y=\"%d\">AUROC, validation patients (95 %%)</text>%n",
                LEFT, HEIGHT - 10, LEFT, TOP - 8);
        List<Strategy> strategies =
                result.points().stream().map(Point::strategy).distinct().toList();
        if (result.everything() instanceof Estimated all) {
            append(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#666\" stroke-dasharray=\"5 4\"/>%n"
                            + "<text x=\"%d\" y=\"%d\" fill=\"#666\">- - all labels: %.3f</text>%n",
                    LEFT,
                    y(all.value()),
                    WIDTH - RIGHT,
                    WIDTH - RIGHT + 14,
                    TOP + 22 * strategies.size() + 14,
                    all.value());
        }
        for (int i = 0; i < strategies.size(); i++) {
            line(strategies.get(i), i, (i - (strategies.size() - 1) / 2.0) * APART);
        }
        return svg.append("</svg>\n").toString();
    }

    private void line(Strategy strategy, int place, double shift) {
        String colour = COLOURS[place % COLOURS.length];
        StringBuilder path = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (Point point : result.points()) {
            if (point.strategy() == strategy && point.auroc() instanceof Estimated auroc) {
                double x = x(point.labels()) + shift;
                path.append(
                        String.format(Locale.ROOT, "%s%.1f %.1f", path.length() == 0 ? "M" : "L", x, y(auroc.value())));
                marks.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\"/><path d=\"%s\" transform=\"translate(%.1f %.1f)\"/>",
                        x,
                        y(auroc.low()),
                        y(auroc.high()),
                        colour,
                        FORMS[place % FORMS.length],
                        x,
                        y(auroc.value())));
            }
        }
        append(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/><g fill=\"%s\">%s"
                        + "<path d=\"%s\" transform=\"translate(%d %d)\"/></g><text x=\"%d\" y=\"%d\">%s</text>%n",
                path,
                colour,
                colour,
                marks,
                FORMS[place % FORMS.length],
                WIDTH - RIGHT + 20,
                TOP + 22 * place,
                WIDTH - RIGHT + 32,
                TOP + 22 * place + 4,
                strategy.id());
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private double x(int labels) {
        double first = Math.log(result.points().get(0).labels());
        double last = Math.log(result.points().get(result.points().size() - 1).labels());
        double share = last > first ? (Math.log(labels) - first) / (last - first) : 0.5;
        return LEFT + 24 + share * (WIDTH - LEFT - RIGHT - 48);
    }

    private double y(double auroc) {
        return TOP + (1 - (auroc - low) / Math.max(0.1, high - low)) * (HEIGHT - TOP - BOTTOM);
    }
}
