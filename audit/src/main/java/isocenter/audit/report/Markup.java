package isocenter.audit.report;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.NotEstimable;
import java.util.Locale;

/** Text as HTML and SVG want it: escaped, and numbers alike whatever the machine's language. */
final class Markup {
    private Markup() {}

    /** Any text, safe inside an element or a quoted attribute. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Three decimals, or a dash for what is not a number. */
    static String figure(double value) {
        return Double.isFinite(value) ? format("%.3f", value).replace("-", "−") : "–";
    }

    static String pValue(double p) {
        if (!Double.isFinite(p)) {
            return "–";
        }
        return p < 0.001 ? "&lt; 0.001" : format("%.3f", p);
    }

    /** A table cell: the estimate over its interval, or why there is none. */
    static String cell(Estimate estimate) {
        if (estimate instanceof Estimated known) {
            return "<td class=\"number\">" + figure(known.value()) + "<small>" + figure(known.low()) + " to "
                    + figure(known.high()) + "</small></td>";
        }
        return "<td class=\"none\" title=\"" + escape(((NotEstimable) estimate).reason()) + "\">not estimable</td>";
    }

    /** How an attribute is called in sentences. */
    static String attributeName(String attribute) {
        return switch (attribute) {
            case "ageBand" -> "age band";
            default -> attribute;
        };
    }
}
