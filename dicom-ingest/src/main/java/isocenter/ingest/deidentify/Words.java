package isocenter.ingest.deidentify;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits text into words: runs of letters, marks and digits, with the points of decimal numbers. */
final class Words {
    /**
     * A word in its text.
     *
     * @param start index of its first character
     * @param end index behind its last
     * @param folded lower case, without accents
     */
    record Word(int start, int end, String folded) {}

    private Words() {}

    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (!isWord(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
                continue;
            }
            int end = at;
            while (end < text.length() && (isWord(text.codePointAt(end)) || isDecimalPoint(text, end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            words.add(new Word(at, end, folded(text.substring(at, end))));
            at = end;
        }
        return words;
    }

    /** Lower case, accents taken off: {@code Müller} becomes {@code muller}. */
    static String folded(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length() && ascii; i++) {
            ascii = text.charAt(i) < 0x80;
        }
        String plain =
                ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT);
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isDecimalPoint(String text, int at) {
        return text.charAt(at) == '.'
                && at > 0
                && at + 1 < text.length()
                && isDigit(text.charAt(at - 1))
                && isDigit(text.charAt(at + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
