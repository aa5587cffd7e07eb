package isocenter.pretrain.registry;

import isocenter.audit.content.DurableFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A loss curve as a self-contained SVG: every kept step faintly, and their running mean; below it what held-out patients
 * said on the way, where the run was watched.
 */
final class LossCurveSvg {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 36;
    private static final int BOTTOM = 44;
    private static final int MOST_DRAWN = 600;

    private LossCurveSvg() {}

    /** Writes the file whole or not at all. */
    static void write(Path file, String title, List<TrainingPoint> points, List<PretrainEvaluation> evaluations) {
        DurableFile.write(file, draw(title, points, evaluations).getBytes(StandardCharsets.UTF_8));
    }

    static String draw(String title, List<TrainingPoint> points, List<PretrainEvaluation> evaluations) {
        double low = points.stream().mapToDouble(p -> p.loss).min().orElse(0);
        double high = points.stream().mapToDouble(p -> p.loss).max().orElse(1);
        double span = high > low ? high - low : 1;
        long firstStep = points.isEmpty() ? 0 : points.get(0).step;
        long lastStep = points.isEmpty() ? 1 : points.get(points.size() - 1).step;
        double steps = Math.max(1, lastStep - firstStep);
        int every = Math.max(1, points.size() / MOST_DRAWN);
        int window = Math.max(1, points.size() / 40);
        StringBuilder raw = new StringBuilder();
        StringBuilder smooth = new StringBuilder();
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += points.get(i).loss - (i >= window ? points.get(i - window).loss : 0);
            if (i % every == 0 || i == points.size() - 1) {
                double x = LEFT + (points.get(i).step - firstStep) / steps * (WIDTH - LEFT - RIGHT);
                append(raw, x, points.get(i).loss, low, span);
                append(smooth, x, sum / Math.min(i + 1, window), low, span);
            }
        }
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\">%n<title>Pretraining loss of %s</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"%d\" y=\"20\" font-weight=\"bold\">%s</text>%n",
                WIDTH,
                HEIGHT + (evaluations.isEmpty() ? 0 : EvaluationPanel.HEIGHT),
                title,
                LEFT,
                title));
        for (int i = 0; i <= 4; i++) {
            double value = low + span * i / 4;
            double y = y(value, low, span);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%.3f</text>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    LEFT - 6,
                    y + 4,
                    value));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">step %d</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">step %d</text>%n"
                        + "<polyline fill=\"none\" stroke=\"#9ecae1\" points=\"%s\"/>%n"
                        + "<polyline fill=\"none\" stroke=\"#08519c\" stroke-width=\"2\" points=\"%s\"/>%n",
                LEFT,
                HEIGHT - 16,
                firstStep,
                WIDTH - RIGHT,
                HEIGHT - 16,
                lastStep,
                raw,
                smooth));
        svg.append(EvaluationPanel.draw(evaluations, HEIGHT, LEFT, WIDTH - RIGHT, firstStep, lastStep));
        return svg.append("</svg>\n").toString();
    }

    private static void append(StringBuilder line, double x, double loss, double low, double span) {
        line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(loss, low, span)));
    }

    private static double y(double loss, double low, double span) {
        return TOP + (1 - (loss - low) / span) * (HEIGHT - TOP - BOTTOM);
    }
}
