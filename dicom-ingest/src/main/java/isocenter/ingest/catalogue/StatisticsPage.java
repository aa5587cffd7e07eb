package isocenter.ingest.catalogue;

import isocenter.ingest.catalogue.CatalogueStatistics.Count;
import isocenter.ingest.catalogue.CatalogueStatistics.Summary;
import java.util.List;
import java.util.Locale;

/** Statistics as one page of HTML with bars in SVG; it loads nothing. */
public final class StatisticsPage {
    private static final int ROWS = 24;
    private static final int LABEL = 220;
    private static final int BAR = 380;
    private static final int HEIGHT = 22;

    private StatisticsPage() {}

    public static String html(Summary summary) {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Catalogue</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; color: #1b1b1b }
                svg { font: 12px system-ui, sans-serif; max-width: 100% }
                section { margin: 2rem 0 } h2 { font-size: 1.1rem; margin: 0 }
                </style></head><body>
                <h1>Catalogue</h1>
                """);
        Count all = summary.all();
        page.append("<p>%,d images in %,d studies of %,d patients.</p>%n"
                .formatted(all.images(), all.studies(), all.patients()));
        summary.groups()
                .forEach((title, counts) -> page.append(
                        "<section><h2>%s</h2>%n%s</section>%n".formatted(escape(title), bars(title, counts))));
        return page.append(
                        "<p>Bars are of images. Years are those of the dates as kept; a profile may have shifted them.</p>")
                .append("</body></html>\n")
                .toString();
    }

    private static String bars(String title, List<Count> counts) {
        List<Count> shown = counts.subList(0, Math.min(ROWS, counts.size()));
        long most = shown.stream().mapToLong(Count::images).max().orElse(1);
        StringBuilder svg = new StringBuilder("<svg role=\"img\" aria-label=\"Images by %s\" viewBox=\"0 0 %d %d\">%n"
                .formatted(escape(title.toLowerCase(Locale.ROOT)), LABEL + BAR + 260, shown.size() * HEIGHT));
        int y = 0;
        for (Count count : shown) {
            svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                    .formatted(LABEL - 8, y + 15, escape(count.value() == null ? "unknown" : count.value())));
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#2f6f8f\"/>"
                    .formatted(LABEL, y + 3, Math.max(1.0, (double) BAR * count.images() / most), HEIGHT - 6));
            svg.append("<text x=\"%.1f\" y=\"%d\">%,d images, %,d patients</text>%n"
                    .formatted(
                            LABEL + Math.max(1.0, (double) BAR * count.images() / most) + 6,
                            y + 15,
                            count.images(),
                            count.patients()));
            y += HEIGHT;
        }
        svg.append("</svg>\n");
        if (counts.size() > ROWS) {
            svg.append("<p>and %,d more values</p>%n".formatted(counts.size() - ROWS));
        }
        return svg.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
