package isocenter.ingest.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Specific Character Set (0008,0005): one character set, or several switched by ISO 2022 escape sequences (PS3.3
 * C.12.1.1.2, PS3.5 section 6.1). An unknown defined term is read as ASCII, and bytes it cannot explain become U+FFFD:
 * wrong text is worse than visibly missing text.
 */
final class CharacterSet {
    static final CharacterSet DEFAULT = new CharacterSet(GraphicSet.ASCII, GraphicSet.NONE, null, false);

    private static final Map<String, GraphicSet> RIGHT = Map.ofEntries(
            Map.entry("100", GraphicSet.LATIN_1),
            Map.entry("101", GraphicSet.LATIN_2),
            Map.entry("109", GraphicSet.LATIN_3),
            Map.entry("110", GraphicSet.LATIN_4),
            Map.entry("144", GraphicSet.CYRILLIC),
            Map.entry("127", GraphicSet.ARABIC),
            Map.entry("126", GraphicSet.GREEK),
            Map.entry("138", GraphicSet.HEBREW),
            Map.entry("148", GraphicSet.LATIN_5),
            Map.entry("203", GraphicSet.LATIN_9),
            Map.entry("13", GraphicSet.KATAKANA),
            Map.entry("166", GraphicSet.THAI));

    private final GraphicSet left;
    private final GraphicSet right;
    private final @Nullable Charset whole;
    private final boolean extended;

    private CharacterSet(GraphicSet left, GraphicSet right, @Nullable Charset whole, boolean extended) {
        this.left = left;
        this.right = right;
        this.whole = whole;
        this.extended = extended;
    }

    /** The set that the values of (0008,0005) name; code extensions are in force as soon as there is more than one. */
    static CharacterSet of(List<String> terms) {
        if (terms.isEmpty() || (terms.size() == 1 && terms.get(0).isEmpty())) {
            return DEFAULT;
        }
        String first = normal(terms.get(0));
        switch (first) {
            case "192" -> {
                return new CharacterSet(GraphicSet.ASCII, GraphicSet.NONE, StandardCharsets.UTF_8, false);
            }
            case "GB18030" -> {
                return new CharacterSet(GraphicSet.ASCII, GraphicSet.NONE, Charset.forName("GB18030"), false);
            }
            case "GBK" -> {
                return new CharacterSet(GraphicSet.ASCII, GraphicSet.NONE, Charset.forName("GBK"), false);
            }
            default -> {
                GraphicSet g0 = first.equals("13") ? GraphicSet.ROMAJI : GraphicSet.ASCII;
                GraphicSet g1 = RIGHT.getOrDefault(first, GraphicSet.NONE);
                return new CharacterSet(
                        g0, g1, null, terms.size() > 1 || terms.get(0).startsWith("ISO 2022"));
            }
        }
    }

    /** "ISO_IR 100", "ISO 2022 IR 100" and common misspellings such as "ISO-IR 100" all give "100". */
    private static String normal(String term) {
        String upper = term.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        for (String prefix : List.of("ISO_2022_IR_", "ISO_2022_GB", "ISO_IR_", "ISO_IR")) {
            if (upper.startsWith(prefix)) {
                return prefix.endsWith("GB")
                        ? "GB" + upper.substring(prefix.length())
                        : upper.substring(prefix.length());
            }
        }
        return upper;
    }

    /**
     * Decodes a value field.
     *
     * @param multiple a backslash separates values, and resets the code extensions
     * @param personName so do {@code ^} and {@code =}
     */
    String decode(byte[] bytes, boolean multiple, boolean personName) {
        if (whole != null) {
            return new String(bytes, whole);
        }
        if (isPlainAscii(bytes)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        if (!extended && left == GraphicSet.ASCII && right.isSingleByte()) {
            return new String(bytes, right.charset());
        }
        return new Iso2022Decoder(left, right, extended).decode(bytes, multiple, personName);
    }

    private static boolean isPlainAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0 || b == 0x1B) {
                return false;
            }
        }
        return true;
    }
}
