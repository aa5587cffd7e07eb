package isocenter.annotate.labelset;

import isocenter.pretrain.recipe.Settings;
import java.util.List;

/**
 * A coded meaning (DICOM PS3.3 section 8, PS3.16 section 8).
 *
 * @param scheme Coding Scheme Designator: RADLEX or SCT (SNOMED CT)
 * @param value Code Value, 1 to 16 characters as RadLex and SNOMED CT have them, such as RID5350 or 233604007
 * @param meaning Code Meaning in words, 1 to 64 characters
 */
public record Code(String scheme, String value, String meaning) {
    /** Coding schemes that can be named. */
    private static final List<String> SCHEMES = List.of("RADLEX", "SCT");

    public Code {
        Settings.oneOf("scheme", scheme, SCHEMES);
        if (!value.matches(scheme.equals("SCT") ? "\\d{6,18}" : "RID\\d{1,6}")) {
            throw new IllegalArgumentException("value is no code of " + scheme);
        }
        if (value.length() > 16 || meaning.isBlank() || meaning.length() > 64) {
            throw new IllegalArgumentException("meaning must have 1 to 64 characters, a code at most 16");
        }
    }
}
