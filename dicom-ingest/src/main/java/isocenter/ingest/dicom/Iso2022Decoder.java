package isocenter.ingest.dicom;

import org.jspecify.annotations.Nullable;

/**
 * Decodes text with ISO 2022 code extensions as PS3.5 6.1.2.5 restricts them: G0 in bytes 21–7E, G1 in bytes A0–FF, each
 * changed by an escape sequence, both reset at a separator or control character. For one value field; not reusable.
 */
final class Iso2022Decoder {
    private static final byte ESCAPE = 0x1B;

    private final GraphicSet firstLeft;
    private final GraphicSet firstRight;
    private final boolean extended;
    private GraphicSet left;
    private GraphicSet right;

    Iso2022Decoder(GraphicSet left, GraphicSet right, boolean extended) {
        this.firstLeft = left;
        this.firstRight = right;
        this.extended = extended;
        this.left = left;
        this.right = right;
    }

    String decode(byte[] bytes, boolean multiple, boolean personName) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b == ESCAPE && extended) {
                at += escape(bytes, at);
            } else if (b >= 0 && b < 0x20) {
                reset();
                text.append((char) b);
                at++;
            } else if (b >= 0 && isSeparator(b, multiple, personName)) {
                reset();
                text.append((char) b);
                at++;
            } else {
                at += character(bytes, at, text);
            }
        }
        return text.toString();
    }

    /** In a two-byte G0 set the separators' codes are halves of characters. */
    private boolean isSeparator(byte b, boolean multiple, boolean personName) {
        return left.isSingleByte() && ((multiple && b == '\\') || (personName && (b == '^' || b == '=')));
    }

    private void reset() {
        left = firstLeft;
        right = firstRight;
    }

    /** Takes the escape sequence at an offset and gives its length; an unknown one leaves nothing readable after it. */
    private int escape(byte[] bytes, int at) {
        for (int length = 2; length <= 3; length++) {
            if (at + 1 + length > bytes.length) {
                break;
            }
            @Nullable GraphicSet set = GraphicSet.escape(GraphicSet.ascii(bytes, at + 1, length));
            if (set != null) {
                if (set.isRight()) {
                    right = set;
                } else {
                    left = set;
                }
                return 1 + length;
            }
        }
        right = GraphicSet.NONE;
        return 1;
    }

    private int character(byte[] bytes, int at, StringBuilder text) {
        byte b = bytes[at];
        GraphicSet set = b < 0 ? right : left;
        if (b == 0x20) {
            text.append(' ');
            return 1;
        }
        if (set == GraphicSet.NONE || at + set.width() > bytes.length) {
            text.append('\uFFFD');
            return 1;
        }
        text.append(set.decode(bytes, at));
        return set.width();
    }
}
