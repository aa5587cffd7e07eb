package isocenter.ingest.dicom;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Value representations of PS3.5 section 6.2. */
public enum Vr {
    AE(Form.TEXT, 1, false),
    AS(Form.TEXT, 1, false),
    AT(Form.INTEGER, 2, false),
    CS(Form.TEXT, 1, false),
    DA(Form.TEXT, 1, false),
    DS(Form.TEXT, 1, false),
    DT(Form.TEXT, 1, false),
    FD(Form.REAL, 8, false),
    FL(Form.REAL, 4, false),
    IS(Form.TEXT, 1, false),
    LO(Form.CHARSET_TEXT, 1, false),
    LT(Form.CHARSET_PARAGRAPH, 1, false),
    OB(Form.BYTES, 1, true),
    OD(Form.BYTES, 8, true),
    OF(Form.BYTES, 4, true),
    OL(Form.BYTES, 4, true),
    OV(Form.BYTES, 8, true),
    OW(Form.BYTES, 2, true),
    PN(Form.CHARSET_TEXT, 1, false),
    SH(Form.CHARSET_TEXT, 1, false),
    SL(Form.INTEGER, 4, false),
    SQ(Form.SEQUENCE, 1, true),
    SS(Form.INTEGER, 2, false),
    ST(Form.CHARSET_PARAGRAPH, 1, false),
    SV(Form.INTEGER, 8, true),
    TM(Form.TEXT, 1, false),
    UC(Form.CHARSET_TEXT, 1, true),
    UI(Form.TEXT, 1, false),
    UL(Form.INTEGER, 4, false),
    UN(Form.BYTES, 1, true),
    UR(Form.PARAGRAPH, 1, true),
    US(Form.INTEGER, 2, false),
    UT(Form.CHARSET_PARAGRAPH, 1, true),
    UV(Form.INTEGER, 8, true);

    private enum Form {
        TEXT,
        PARAGRAPH,
        CHARSET_TEXT,
        CHARSET_PARAGRAPH,
        INTEGER,
        REAL,
        BYTES,
        SEQUENCE
    }

    private static final @Nullable Vr[] BY_CODE = new @Nullable Vr[26 * 26];

    static {
        for (Vr vr : values()) {
            BY_CODE[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
        }
    }

    private final Form form;
    private final int unit;
    private final boolean longLength;

    Vr(Form form, int unit, boolean longLength) {
        this.form = form;
        this.unit = unit;
        this.longLength = longLength;
    }

    /** The VR of two code bytes, or null when they are not a VR of the standard. */
    static @Nullable Vr of(int first, int second) {
        if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
            return null;
        }
        return BY_CODE[(first - 'A') * 26 + second - 'A'];
    }

    byte[] code() {
        return name().getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes of one binary value, which is also the unit swapped between byte orders; 1 for text. */
    int unit() {
        return unit;
    }

    /** True where the explicit form has a 32-bit length after two reserved bytes. */
    boolean hasLongLength() {
        return longLength;
    }

    /** True for every VR whose value is characters. */
    public boolean isText() {
        return form.compareTo(Form.CHARSET_PARAGRAPH) <= 0;
    }

    /** True for the VRs that Specific Character Set governs (PS3.3 C.12.1.1.2). */
    public boolean usesCharacterSet() {
        return form == Form.CHARSET_TEXT || form == Form.CHARSET_PARAGRAPH;
    }

    /** True for text in which a backslash is a character and not a separator of values. */
    boolean isParagraph() {
        return form == Form.PARAGRAPH || form == Form.CHARSET_PARAGRAPH;
    }

    boolean isInteger() {
        return form == Form.INTEGER;
    }

    boolean isReal() {
        return form == Form.REAL;
    }

    /** The byte that makes a value's length even. */
    byte padding() {
        return isText() && this != UI ? (byte) ' ' : 0;
    }
}
