package isocenter.pretrain.map;

import isocenter.pretrain.map.EmbeddingMap.Coloured;
import java.util.List;
import java.util.Locale;

/** One colouring of a map: its name, what can be read, the points, the legend. */
final class MapPanel {
    static final int WIDTH = 440;

    private static final int PLOT = 400;
    private static final int MARGIN = 12;
    private static final int TOP = 52;
    private static final int LINE = 18;
    private static final int COLUMNS = 2;
    private static final int LONGEST = 24;

    private final Coloured coloured;
    private final Palette palette;

    MapPanel(Coloured coloured) {
        this.coloured = coloured;
        this.palette = new Palette(coloured.colouring().values());
    }

    int height() {
        return TOP + PLOT + LINE * (1 + (palette.entries().size() + COLUMNS - 1) / COLUMNS) + MARGIN;
    }

    /** @param points in [0, 1] both ways */
    String draw(int left, int top, double[][] points) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<g transform=\"translate(%d %d)\">%n<text y=\"18\" font-size=\"15\" font-weight=\"bold\">%s</text>%n"
                        + "<text y=\"38\" fill=\"#444\">%s</text>%n"
                        + "<rect y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>%n",
                left,
                top,
                escaped(coloured.name()),
                readable(coloured.readability()),
                TOP,
                PLOT,
                PLOT));
        for (int sign = palette.entries().size() - 1; sign >= 0; sign--) {
            svg.append(points(points, sign));
        }
        svg.append(legend());
        return svg.append("</g>\n").toString();
    }

    /** The points of one sign. They cover one another: what is first in the legend is drawn last. */
    private String points(double[][] points, int sign) {
        Palette.Entry entry = palette.entries().get(sign);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            if (palette.place(coloured.colouring().values().get(i)) == sign) {
                path.append(String.format(
                        Locale.ROOT,
                        "<use href=\"#%s\" x=\"%.1f\" y=\"%.1f\"/>",
                        id(sign),
                        MARGIN + points[i][0] * (PLOT - 2 * MARGIN),
                        TOP + MARGIN + points[i][1] * (PLOT - 2 * MARGIN)));
            }
        }
        return String.format(
                Locale.ROOT,
                "<defs><path id=\"%s\" d=\"%s\"/></defs>%n<g fill=\"%s\" fill-opacity=\"0.75\">%s</g>%n",
                id(sign),
                entry.form(),
                entry.colour(),
                path);
    }

    private String id(int sign) {
        return "s" + Integer.toHexString(coloured.name().hashCode()) + "-" + sign;
    }

    private String legend() {
        StringBuilder svg = new StringBuilder();
        List<Palette.Entry> entries = palette.entries();
        int lines = (entries.size() + COLUMNS - 1) / COLUMNS;
        for (int i = 0; i < entries.size(); i++) {
            int x = i / lines * (PLOT / COLUMNS);
            int y = TOP + PLOT + LINE * (1 + i % lines) + 4;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"%s\" fill=\"%s\" transform=\"translate(%d %d) scale(1.5)\"/>"
                            + "<text x=\"%d\" y=\"%d\">%s <tspan fill=\"#666\">%d</tspan></text>%n",
                    entries.get(i).form(),
                    entries.get(i).colour(),
                    x + 8,
                    y - 4,
                    x + 20,
                    y,
                    escaped(shortened(entries.get(i).name())),
                    entries.get(i).count()));
        }
        return svg.toString();
    }

    private static String readable(Readability readability) {
        return readability.measured()
                ? String.format(
                        Locale.ROOT,
                        "%.0f %% right, commonest %.0f %% · balanced %.0f %%, chance %.0f %%",
                        100 * readability.accuracy(),
                        100 * readability.majority(),
                        100 * readability.balanced(),
                        100.0 / readability.classes())
                : readability.images() == 0 ? "unknown of all images" : "the same for all images";
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
