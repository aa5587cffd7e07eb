package isocenter.annotate.labelset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a finding may be marked on an image. */
public enum Shape {
    /** An upright rectangle. */
    BOX,
    /** A closed outline. */
    POLYGON,
    /** A region of pixels. */
    MASK,
    /** A straight line whose length is measured. */
    LENGTH;

    /** As it is written in files and answers. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such shape */
    @JsonCreator
    public static Shape of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
