package isocenter.pretrain.map;

import java.util.List;
import java.util.Locale;

/** A map as a self-contained SVG: the same points once for each colouring, side by side. Names no image and no patient. */
public final class MapSvg {
    private static final int MARGIN = 20;
    private static final int TOP = 64;
    private static final int MOST_ABREAST = 3;

    private MapSvg() {}

    /** Draws it. */
    public static String draw(EmbeddingMap map) {
        List<MapPanel> panels = map.colourings().stream().map(MapPanel::new).toList();
        int abreast = panels.size() <= MOST_ABREAST ? panels.size() : panels.size() == 4 ? 2 : MOST_ABREAST;
        int rowHeight = panels.stream().mapToInt(MapPanel::height).max().orElse(0);
        int rows = (panels.size() + abreast - 1) / abreast;
        int width = 2 * MARGIN + Math.max(2, abreast) * MapPanel.WIDTH;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\">%n<title>Features of %s</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"%d\" y=\"28\" font-size=\"17\" font-weight=\"bold\">%s</text>%n"
                        + "<text x=\"%d\" y=\"48\" fill=\"#444\">%s</text>%n",
                width,
                TOP + rows * rowHeight + MARGIN,
                MapPanel.escaped(map.title()),
                MARGIN,
                MapPanel.escaped(map.title()),
                MARGIN,
                MapPanel.escaped(map.subtitle() + ". Above each picture: guessed from the " + Readability.NEIGHBOURS
                        + " nearest images of other patients")));
        double[][] points = square(map.points());
        for (int i = 0; i < panels.size(); i++) {
            svg.append(
                    panels.get(i).draw(MARGIN + i % abreast * MapPanel.WIDTH, TOP + i / abreast * rowHeight, points));
        }
        return svg.append("</svg>\n").toString();
    }

    /** Into the unit square, as large as it goes, with the same scale both ways; the second axis points up. */
    private static double[][] square(double[][] points) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double[] point : points) {
            for (int axis = 0; axis < 2; axis++) {
                low[axis] = Math.min(low[axis], point[axis]);
                high[axis] = Math.max(high[axis], point[axis]);
            }
        }
        double span = Math.max(Math.max(high[0] - low[0], high[1] - low[1]), Double.MIN_NORMAL);
        double[][] square = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            square[i] = new double[] {
                0.5 + (points[i][0] - (low[0] + high[0]) / 2) / span,
                0.5 - (points[i][1] - (low[1] + high[1]) / 2) / span
            };
        }
        return square;
    }
}
