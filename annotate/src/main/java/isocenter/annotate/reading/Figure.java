package isocenter.annotate.reading;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.NotEstimable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An estimate as it is sent: value and 95 % interval, or the reason why there is none.
 *
 * @param reason null where there is a value
 */
public record Figure(
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable String reason) {
    static Figure of(Estimate estimate) {
        return estimate instanceof Estimated known
                ? new Figure(known.value(), known.low(), known.high(), null)
                : new Figure(null, null, null, ((NotEstimable) estimate).reason());
    }

    /** For people. */
    public String text() {
        return value == null
                ? "not estimable: " + reason
                : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", value, low, high);
    }
}
