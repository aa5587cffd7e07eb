package isocenter.ingest.deidentify;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that a description may keep: those of {@code descriptor-vocabulary.txt}, and short numbers and technical terms by
 * their form ({@code 5mm}, {@code T2}, {@code C4}, {@code b1000}, {@code B30f}, {@code 3D}, {@code 1.25}).
 */
final class Vocabulary {
    static final String RESOURCE = "descriptor-vocabulary.txt";

    /** Up to three digits before the point: a fourth could be a year, a fifth a record's number. */
    private static final String NUMBER = "\\d{1,3}(\\.\\d{1,3})?";

    private static final Pattern TECHNICAL = Pattern.compile(NUMBER
            + "(mm|cm|m|ms|s|sec|min|kv|kvp|ma|mas|mm2|x|d|hz|mhz|t|w|deg|mg|ml|mbq|mci|kg|ph|nex|st|nd|rd|th|v)?"
            + "|\\d{1,3}x\\d{1,3}(x\\d{1,3})?"
            + "|(b|te|tr|ti|tsl|tau|venc|fov|dfov|etl)\\d{1,4}"
            + "|(ep|tfl|fl|se|tse|gre|me|spc|tir|cine)[23]d\\d{0,2}"
            + "|\\d{1,2}(scan|scans|view|views|phase|phases|plane|chamber|ch)"
            + "|[a-z]{1,2}\\d{1,2}[a-z]?"
            + "|[a-z]");

    /** A word with a number, as {@code isovue300}. */
    private static final Pattern NUMBERED = Pattern.compile("([a-z]{3,})\\d{1,3}");

    private final Set<String> words = new HashSet<>(16384);

    /** @param more words that a profile adds */
    Vocabulary(Collection<String> more) {
        TableFile.of(RESOURCE).rows().forEach(row -> words.add(row[0]));
        more.forEach(word -> words.add(Words.folded(word)));
    }

    /** @param word folded as {@link Words} does */
    boolean contains(String word) {
        return words.contains(word);
    }

    boolean allows(String word) {
        if (words.contains(word) || TECHNICAL.matcher(word).matches()) {
            return true;
        }
        Matcher numbered = NUMBERED.matcher(word);
        return numbered.matches() && words.contains(numbered.group(1));
    }
}
