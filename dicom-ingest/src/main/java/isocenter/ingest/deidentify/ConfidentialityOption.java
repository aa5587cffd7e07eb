package isocenter.ingest.deidentify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may be added to the Basic Profile (PS3.15 E.3), with its code in context group 7050 of PS3.16. */
public enum ConfidentialityOption {
    CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option", ""),
    CLEAN_RECOGNIZABLE_VISUAL_FEATURES("113102", "Clean Recognizable Visual Features Option", ""),
    CLEAN_GRAPHICS("113103", "Clean Graphics Option", "graphics"),
    CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option", "structuredContent"),
    CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option", "descriptors"),
    RETAIN_FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option", "fullDates"),
    RETAIN_MODIFIED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option", "modifiedDates"),
    RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option", "patient"),
    RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option", "device"),
    RETAIN_UIDS("113110", "Retain UIDs Option", "uids"),
    RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option", "safePrivate"),
    RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option", "institution");

    private final String code;
    private final String meaning;
    private final String column;

    ConfidentialityOption(String code, String meaning, String column) {
        this.code = code;
        this.meaning = meaning;
        this.column = column;
    }

    /** Code Value, coding scheme DCM. */
    public String code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /** The option's column in Table E.1-1; empty where the option is not about attributes. */
    String column() {
        return column;
    }

    /** As profiles write it, for example {@code clean-pixel-data}. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static ConfidentialityOption of(String key) {
        List<String> keys =
                Arrays.stream(values()).map(ConfidentialityOption::key).toList();
        int at = keys.indexOf(key);
        if (at < 0) {
            throw new IllegalArgumentException("options has an unknown name" + NearestName.hint(key, keys) + "; known: "
                    + String.join(", ", keys));
        }
        return values()[at];
    }
}
