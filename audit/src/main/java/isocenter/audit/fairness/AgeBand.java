package isocenter.audit.fairness;

import org.jspecify.annotations.Nullable;

/** The age bands of an audit, in years: 0–17, 18–39, 40–59, 60–79, 80 and more, and unknown. */
public final class AgeBand {
    /** The value of an attribute that nobody recorded: a group of its own. */
    public static final String UNKNOWN = "unknown";

    private AgeBand() {}

    /** The band of an age in whole years; {@link #UNKNOWN} for none or a negative one. */
    public static String of(@Nullable Integer years) {
        if (years == null || years < 0) {
            return UNKNOWN;
        }
        if (years < 18) {
            return "0-17";
        }
        if (years < 40) {
            return "18-39";
        }
        if (years < 60) {
            return "40-59";
        }
        return years < 80 ? "60-79" : "80+";
    }
}
