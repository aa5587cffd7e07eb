package isocenter.audit.report;

import isocenter.audit.fairness.ScoredSubject;
import java.util.List;

/** The scores of positives (upwards) and negatives (downwards), each as shares of their kind, with the threshold. */
final class ScoreHistogram {
    private static final int BINS = 20;
    private static final int WIDTH = 360;
    private static final int LEFT = 46;
    private static final int TOP = 18;
    private static final int HALF = 140;

    private final double low;
    private final double high;
    private final double[] positives;
    private final double[] negatives;

    private ScoreHistogram(List<ScoredSubject> scores) {
        double least = scores.stream().mapToDouble(ScoredSubject::score).min().orElse(0);
        double most = scores.stream().mapToDouble(ScoredSubject::score).max().orElse(1);
        boolean probabilities = least >= 0 && most <= 1;
        low = probabilities ? 0 : least;
        high = probabilities ? 1 : Math.max(most, Math.nextUp(least));
        positives = shares(scores, true);
        negatives = shares(scores, false);
    }

    static String svg(List<ScoredSubject> scores, double threshold) {
        return new ScoreHistogram(scores).draw(threshold);
    }

    private double[] shares(List<ScoredSubject> scores, boolean positive) {
        double[] shares = new double[BINS];
        long all = scores.stream().filter(score -> score.positive() == positive).count();
        for (ScoredSubject score : scores) {
            if (score.positive() == positive) {
                int bin = (int) Math.floor((score.score() - low) / (high - low) * BINS);
                shares[Math.max(0, Math.min(BINS - 1, bin))] += 1.0 / all;
            }
        }
        return shares;
    }

    private double x(double score) {
        return LEFT + (score - low) / (high - low) * (WIDTH - LEFT - 14);
    }

    private String draw(double threshold) {
        double tallest = 0.05;
        for (int bin = 0; bin < BINS; bin++) {
            tallest = Math.max(tallest, Math.max(positives[bin], negatives[bin]));
        }
        int middle = TOP + HALF;
        StringBuilder svg = new StringBuilder(Markup.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Score histogram\">", WIDTH, middle + HALF + 46));
        double step = (high - low) / BINS;
        for (int bin = 0; bin < BINS; bin++) {
            double left = x(low + bin * step) + 0.5;
            double width = x(low + (bin + 1) * step) - left - 0.5;
            double up = positives[bin] / tallest * HALF;
            double down = negatives[bin] / tallest * HALF;
            svg.append(bar("positive", left, middle - up, width, up))
                    .append(bar("negative", left, middle, width, down));
        }
        svg.append(Markup.format("<path class=\"zero\" d=\"M%d %dH%d\"/>", LEFT, middle, WIDTH - 14));
        for (int tick = 0; tick <= 5; tick++) {
            double at = low + tick * (high - low) / 5;
            svg.append(Markup.format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
                    x(at), middle + HALF + 16, at));
        }
        if (threshold >= low && threshold <= high) {
            svg.append(
                    Markup.format("<path class=\"threshold\" d=\"M%.1f %dV%d\"/>", x(threshold), TOP, middle + HALF));
        }
        return svg.append(side("positives", middle - HALF / 2))
                .append(side("negatives", middle + HALF / 2))
                .append(Markup.format(
                        "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">score (line: threshold)</text>",
                        (LEFT + WIDTH - 14) / 2, middle + HALF + 36))
                .append("</svg>")
                .toString();
    }

    private static String bar(String style, double x, double y, double width, double height) {
        return height <= 0
                ? ""
                : Markup.format(
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                        style, x, y, width, height);
    }

    private static String side(String name, int y) {
        return Markup.format(
                "<text class=\"axis\" transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                y, name);
    }
}
