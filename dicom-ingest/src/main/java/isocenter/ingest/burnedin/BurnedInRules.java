package isocenter.ingest.burnedin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The part of a profile that is about text in the pixels. An object that declares Burned In Annotation is held in any
 * case, unless a mask matches it.
 *
 * @param secondaryCapture objects of the Secondary Capture classes
 * @param ultrasoundOutsideRegions pixels outside the calibrated regions (0018,6011), where machines write
 * @param ultrasoundWithoutRegions ultrasound that does not say where its regions are
 * @param search whether decoded frames are searched for lines of letters
 * @param masks where devices write
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BurnedInRules(
        SecondaryCapture secondaryCapture,
        OutsideRegions ultrasoundOutsideRegions,
        WithoutRegions ultrasoundWithoutRegions,
        Boolean search,
        List<DeviceMask> masks) {
    /** Holds whatever is likely to show text. */
    public static final BurnedInRules STRICT = new BurnedInRules(null, null, null, null, null);

    public BurnedInRules(
            @Nullable SecondaryCapture secondaryCapture,
            @Nullable OutsideRegions ultrasoundOutsideRegions,
            @Nullable WithoutRegions ultrasoundWithoutRegions,
            @Nullable Boolean search,
            @Nullable List<DeviceMask> masks) {
        this.secondaryCapture = secondaryCapture == null ? SecondaryCapture.HOLD : secondaryCapture;
        this.ultrasoundOutsideRegions =
                ultrasoundOutsideRegions == null ? OutsideRegions.BLANK : ultrasoundOutsideRegions;
        this.ultrasoundWithoutRegions =
                ultrasoundWithoutRegions == null ? WithoutRegions.HOLD : ultrasoundWithoutRegions;
        this.search = search == null || search;
        this.masks = masks == null ? List.of() : List.copyOf(masks);
    }

    /** What happens to Secondary Capture objects. */
    public enum SecondaryCapture {
        /** All are held for a person. */
        HOLD,
        /** Those of screens, scans and drawings are held (colour, or by Conversion Type and Image Type). */
        SCREENS,
        /** They are searched like any image. */
        INSPECT;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static SecondaryCapture of(String key) {
            return constant(SecondaryCapture.class, "secondaryCapture", key);
        }
    }

    /** What happens to ultrasound pixels outside all regions. */
    public enum OutsideRegions {
        BLANK,
        INSPECT;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static OutsideRegions of(String key) {
            return constant(OutsideRegions.class, "ultrasoundOutsideRegions", key);
        }
    }

    /** What happens to ultrasound without regions. */
    public enum WithoutRegions {
        HOLD,
        INSPECT;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static WithoutRegions of(String key) {
            return constant(WithoutRegions.class, "ultrasoundWithoutRegions", key);
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String setting, String key) {
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(key)) {
                return value;
            }
        }
        StringBuilder known = new StringBuilder();
        for (E value : type.getEnumConstants()) {
            known.append(known.isEmpty() ? "" : ", ").append(value.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(setting + " must be one of " + known);
    }
}
