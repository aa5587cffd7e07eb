package isocenter.annotate.reading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a reader says of a finding. */
public enum LabelValue {
    PRESENT,
    ABSENT,
    UNCERTAIN;

    /** As it is written in files and answers. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such value */
    @JsonCreator
    public static LabelValue of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
