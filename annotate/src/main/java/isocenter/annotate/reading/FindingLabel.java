package isocenter.annotate.reading;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One finding's value at its level.
 *
 * @param finding its identifier in the label set
 * @param series pseudonymous Series Instance UID when the finding is of a series, else null
 * @param instance pseudonymous SOP Instance UID when it is of an image or frame, else null
 * @param frame counted from 1 when it is of a frame, else null
 */
public record FindingLabel(
        String finding,
        LabelValue value,
        @Nullable String series,
        @Nullable String instance,
        @Nullable Integer frame) {
    public FindingLabel {
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(value, "value");
    }

    /** A value of the whole study. */
    public static FindingLabel ofStudy(String finding, LabelValue value) {
        return new FindingLabel(finding, value, null, null, null);
    }

    /** Whether both speak of the same finding at the same place. */
    boolean sameTarget(FindingLabel other) {
        return finding.equals(other.finding) && sameScope(other);
    }

    /** Whether both speak of the same place. */
    boolean sameScope(FindingLabel other) {
        return Objects.equals(series, other.series)
                && Objects.equals(instance, other.instance)
                && Objects.equals(frame, other.frame);
    }
}
