package isocenter.annotate.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks for what may identify a person in a free remark. It knows forms, not names: a bare name passes, so readers are told
 * not to write any.
 */
final class RemarkCheck {
    static final int MOST = 2000;

    private static final Map<String, Pattern> SUSPECT = new LinkedHashMap<>();

    static {
        SUSPECT.put("a number of five digits or more", Pattern.compile("\\d(?:[ -]?\\d){4,}"));
        SUSPECT.put(
                "a date",
                Pattern.compile(
                        "\\b\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\b|\\b\\d{1,2}\\.? ?"
                                + "(?:jan|feb|mar|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]*\\.? ?\\d{2,4}\\b",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        SUSPECT.put("an e-mail address", Pattern.compile("\\S@\\S+\\.\\S"));
        SUSPECT.put("a name in DICOM's form", Pattern.compile("\\p{L}\\^\\p{L}"));
        SUSPECT.put(
                "a title and a name",
                Pattern.compile("\\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Mlle|Sr|Sra|Sig)\\.? \\p{Lu}"));
    }

    private RemarkCheck() {}

    /** What the text seems to hold; empty when nothing was found. */
    static List<String> suspicions(String remark) {
        List<String> found = new ArrayList<>();
        SUSPECT.forEach((what, form) -> {
            if (form.matcher(remark).find()) {
                found.add(what);
            }
        });
        return found;
    }

    /** @throws ReadingRefused when the remark is too long or seems to identify somebody */
    static void check(String remark) {
        if (remark.length() > MOST) {
            throw ReadingRefused.invalid("A remark has " + MOST + " characters at most.", "remark");
        }
        List<String> found = suspicions(remark);
        if (!found.isEmpty()) {
            throw ReadingRefused.invalid(
                    "The remark seems to hold " + String.join(" and ", found)
                            + ", which may identify a patient. Write it without.",
                    "remark");
        }
    }
}
