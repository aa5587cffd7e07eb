package isocenter.annotate.labelset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a finding is said of. */
public enum Level {
    STUDY,
    SERIES,
    IMAGE,
    FRAME;

    /** As it is written in files and answers. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
