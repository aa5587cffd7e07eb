package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Text values of an element: decoded, split and without padding. */
final class ElementText {
    private ElementText() {}

    static List<String> values(Element element, CharacterSet characterSet) {
        if (!element.vr().isText() || element.length() == 0) {
            return List.of();
        }
        ByteBuffer buffer = element.bytes();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        CharacterSet used = element.vr().usesCharacterSet() ? characterSet : CharacterSet.DEFAULT;
        if (element.vr().isParagraph()) {
            return List.of(trimEnd(used.decode(bytes, false, false)));
        }
        String text = used.decode(bytes, true, element.vr() == Vr.PN);
        List<String> values = new ArrayList<>(1);
        int from = 0;
        for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', from)) {
            values.add(trim(text.substring(from, end)));
            from = end + 1;
        }
        values.add(trim(text.substring(from)));
        return values;
    }

    private static String trim(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return trimEnd(text.substring(start));
    }

    /** Leading spaces of a paragraph mean something; trailing ones and NULs are padding. */
    private static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return text.substring(0, end);
    }
}
