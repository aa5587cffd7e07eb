package isocenter.ingest.deidentify;

import java.util.BitSet;
import java.util.List;

/**
 * Cleans descriptions by keeping only what is known to be harmless (PS3.15 E.3.5, note 2): words of the
 * {@link Vocabulary} that the object does not also use to say who or where, outside of {@link Telltales}.
 */
final class TextCleaner {
    private final Vocabulary vocabulary;

    TextCleaner(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The harmless words of a text with the signs between them, in ASCII; empty when none is left. */
    String clean(String text, Identifiers identifiers) {
        BitSet telltale = Telltales.in(text);
        List<Words.Word> words = Words.of(text);
        boolean[] kept = new boolean[words.size()];
        for (int i = 0; i < kept.length; i++) {
            Words.Word word = words.get(i);
            int hit = telltale.nextSetBit(word.start());
            kept[i] = (hit < 0 || hit >= word.end())
                    && vocabulary.allows(word.folded())
                    && !identifiers.hasWord(word.folded());
        }
        for (int i = 1; i < kept.length; i++) {
            if (identifiers.hasPhrase(words.get(i - 1).folded(), words.get(i).folded())) {
                kept[i - 1] = false;
                kept[i] = false;
            }
        }
        return join(text, words, kept);
    }

    /** True when nothing in a device's text tells who or when. */
    boolean isHarmless(String text, Identifiers identifiers) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)
                && !Telltales.unmistakable(text)
                && Words.of(text).stream()
                        .noneMatch(word ->
                                identifiers.hasPersonOrNumber(word.folded()) && !vocabulary.contains(word.folded()));
    }

    /** True when a defined term holds a word that the object uses for who or where, and that is no term of imaging. */
    boolean isIdentifying(String term, Identifiers identifiers) {
        return Words.of(term).stream()
                .anyMatch(word -> identifiers.hasWord(word.folded()) && !vocabulary.contains(word.folded()));
    }

    /** Signs survive between two words that both do and were neighbours; elsewhere a blank stands for what went. */
    private static String join(String text, List<Words.Word> words, boolean[] kept) {
        StringBuilder joined = new StringBuilder(text.length());
        int last = -1;
        for (int i = 0; i < kept.length; i++) {
            if (!kept[i]) {
                continue;
            }
            Words.Word word = words.get(i);
            String before = text.substring(i == 0 ? 0 : words.get(i - 1).end(), word.start());
            boolean adjoining = last == i - 1 && isPlain(before);
            joined.append(adjoining ? before : last >= 0 ? " " : "");
            String spelt = text.substring(word.start(), word.end());
            joined.append(isAscii(spelt) ? spelt : word.folded());
            last = i;
        }
        String after = last < 0 ? "" : text.substring(words.get(last).end());
        return joined.append(last == kept.length - 1 && isPlain(after) ? after : "")
                .toString();
    }

    private static boolean isPlain(String signs) {
        return signs.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '\\' || c == '\r' || c == '\n');
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
