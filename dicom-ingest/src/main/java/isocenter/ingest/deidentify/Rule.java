package isocenter.ingest.deidentify;

import com.fasterxml.jackson.annotation.JsonInclude;
import isocenter.ingest.deidentify.Step.Kind;
import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A profile's own rule for one standard attribute, stronger than Table E.1-1 wherever the attribute stands.
 *
 * @param attribute keyword of PS3.6 ({@code SeriesDescription}) or tag ({@code (0008,103E)})
 * @param action keep, remove, empty, dummy, replace, clean, hash, uid or shift
 * @param value what {@code replace} writes; ASCII without backslash, left out for every other action
 * @param why the reason, for those who review the profile
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(
        String attribute,
        String action,
        @Nullable String value,
        @Nullable String why) {
    private static final List<String> ACTIONS =
            List.of("keep", "remove", "empty", "dummy", "replace", "clean", "hash", "uid", "shift");

    /** Direct identifiers and what makes an object one of its study: no profile may treat them otherwise. */
    private static final Set<Integer> FIXED = Set.of(
            Tags.PATIENT_NAME,
            Tags.PATIENT_ID,
            Tags.PATIENT_BIRTH_DATE,
            Tags.SOP_CLASS_UID,
            Tags.SOP_INSTANCE_UID,
            Tags.STUDY_INSTANCE_UID,
            Tags.SERIES_INSTANCE_UID,
            Tags.PIXEL_DATA,
            Tags.PATIENT_IDENTITY_REMOVED,
            Tags.DEIDENTIFICATION_METHOD,
            Tags.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED);

    public Rule {
        if (attribute == null || action == null) {
            throw new IllegalArgumentException("a rule needs attribute and action");
        }
        if (!ACTIONS.contains(action)) {
            throw new IllegalArgumentException(
                    "action must be one of " + String.join(", ", ACTIONS) + NearestName.hint(action, ACTIONS));
        }
        if (action.equals("replace") == (value == null)) {
            throw new IllegalArgumentException("value belongs to the action replace, and only to it");
        }
        if (value != null && !value.matches("[\\x20-\\x7E&&[^\\\\]]{0,64}")) {
            throw new IllegalArgumentException("value must be at most 64 ASCII characters without backslash");
        }
        if (FIXED.contains(tagOf(attribute))) {
            throw new IllegalArgumentException("attribute " + attribute + " is treated alike in every profile");
        }
    }

    int tag() {
        return tagOf(attribute);
    }

    private static int tagOf(String attribute) {
        String digits = attribute.replaceAll("[(), ]", "");
        if (digits.matches("[0-9A-Fa-f]{8}")) {
            int tag = (int) Long.parseLong(digits, 16);
            if (Tags.isPrivate(tag) || DataDictionary.keyword(tag).isEmpty()) {
                throw new IllegalArgumentException("attribute " + attribute
                        + " is not a standard attribute: private ones go, or are safe private");
            }
            return tag;
        }
        OptionalInt tag = DataDictionary.tag(attribute);
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("attribute " + attribute + " is not a keyword of PS3.6"
                    + NearestName.hint(attribute, DataDictionary.keywords()));
        }
        return tag.getAsInt();
    }

    Step step(Vr vr) {
        return switch (action) {
            case "keep" -> Step.of(vr == Vr.SQ ? Kind.ITEMS : Kind.KEEP);
            case "remove" -> Step.REMOVE;
            case "empty" -> Step.of(Kind.EMPTY, Kind.EMPTY);
            case "dummy" -> Step.of(Kind.DUMMY, Kind.DUMMY);
            case "replace" -> new Step(Kind.REPLACE, Kind.EMPTY, value == null ? "" : value);
            case "clean" -> Step.of(vr == Vr.SQ ? Kind.ITEMS : Kind.TEXT);
            case "hash" -> Step.of(Kind.HASH);
            case "uid" -> Step.of(Kind.UID);
            default -> Step.of(Kind.SHIFT);
        };
    }
}
