package isocenter.ingest.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The coded character sets of PS3.3 tables C.12-2 to C.12-4, and the escape sequences that invoke them. */
enum GraphicSet {
    NONE("US-ASCII", 1, 0, false),
    ASCII("US-ASCII", 1, 0, false),
    ROMAJI("US-ASCII", 1, 0, false),
    LATIN_1("ISO-8859-1", 1, 0, true),
    LATIN_2("ISO-8859-2", 1, 0, true),
    LATIN_3("ISO-8859-3", 1, 0, true),
    LATIN_4("ISO-8859-4", 1, 0, true),
    CYRILLIC("ISO-8859-5", 1, 0, true),
    ARABIC("ISO-8859-6", 1, 0, true),
    GREEK("ISO-8859-7", 1, 0, true),
    HEBREW("ISO-8859-8", 1, 0, true),
    LATIN_5("ISO-8859-9", 1, 0, true),
    LATIN_9("ISO-8859-15", 1, 0, true),
    KATAKANA("JIS_X0201", 1, 0, true),
    THAI("TIS-620", 1, 0, true),
    // two bytes in the left half, read as EUC-JP by setting the high bits; JIS X 0212 needs the prefix 8F there
    KANJI("EUC-JP", 2, 0, false),
    SUPPLEMENTARY_KANJI("EUC-JP", 2, 0x8F, false),
    HANGUL("EUC-KR", 2, 0, true),
    HANZI("GB2312", 2, 0, true);

    private static final Map<String, GraphicSet> ESCAPES = Map.ofEntries(
            Map.entry("(B", ASCII),
            Map.entry("(J", ROMAJI),
            Map.entry(")I", KATAKANA),
            Map.entry("$B", KANJI),
            Map.entry("$@", KANJI),
            Map.entry("$(D", SUPPLEMENTARY_KANJI),
            Map.entry("$)C", HANGUL),
            Map.entry("$)A", HANZI),
            Map.entry("-A", LATIN_1),
            Map.entry("-B", LATIN_2),
            Map.entry("-C", LATIN_3),
            Map.entry("-D", LATIN_4),
            Map.entry("-L", CYRILLIC),
            Map.entry("-G", ARABIC),
            Map.entry("-F", GREEK),
            Map.entry("-H", HEBREW),
            Map.entry("-M", LATIN_5),
            Map.entry("-b", LATIN_9),
            Map.entry("-T", THAI));

    private final Charset charset;
    private final int width;
    private final int prefix;
    private final boolean right;

    GraphicSet(String charset, int width, int prefix, boolean right) {
        this.charset = Charset.forName(charset);
        this.width = width;
        this.prefix = prefix;
        this.right = right;
    }

    /** The set that an escape sequence (without ESC) invokes, or null. */
    static @Nullable GraphicSet escape(String sequence) {
        return ESCAPES.get(sequence);
    }

    Charset charset() {
        return charset;
    }

    /** Bytes per character. */
    int width() {
        return width;
    }

    boolean isSingleByte() {
        return width == 1;
    }

    /** True for the sets invoked into G1, bytes A0 to FF. */
    boolean isRight() {
        return right;
    }

    /** One character from {@link #width()} bytes at an offset. */
    String decode(byte[] bytes, int offset) {
        if (width == 1) {
            if (this == ROMAJI && bytes[offset] == 0x7E) {
                return "\u203E";
            }
            return new String(bytes, offset, 1, charset);
        }
        byte first = (byte) (bytes[offset] | 0x80);
        byte second = (byte) (bytes[offset + 1] | 0x80);
        byte[] euc = prefix == 0 ? new byte[] {first, second} : new byte[] {(byte) prefix, first, second};
        return new String(euc, charset);
    }

    static String ascii(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }
}
