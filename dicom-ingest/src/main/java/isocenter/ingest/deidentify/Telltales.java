package isocenter.ingest.deidentify;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stretches of text that tell who or when by their form: dates, numbers of telephones and records, addresses, ages, titles. */
final class Telltales {
    private static final String MONTH = "(?:jan|feb|m[aä]r|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\\p{L}{0,7}";

    private static final Pattern FORMS = Pattern.compile("(?iu)"
            + "\\S+@\\S+" // mail
            + "|\\b(?:https?://|www\\.)\\S+"
            + "|\\b(?:[a-z0-9-]+\\.)+(?:com|org|net|edu|gov|info|de|uk|fr|nl|ch|at|it|es|eu)\\b\\S*"
            + "|\\b\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}\\b" // dates
            + "|\\b\\d{1,2}(?:st|nd|rd|th|\\.)?[ -]?" + MONTH + "\\b\\.?,?[ -]?(?:\\d{4}|\\d{2})?\\b"
            + "|\\b" + MONTH + "\\.?[ -]\\d{1,2}(?:st|nd|rd|th)?\\b,?(?: ?\\d{4})?"
            + "|\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b" // times
            + "|\\b(?:19|20)\\d{2}\\b" // years
            + "|\\b\\d{3,}[ -]\\d{3,}\\b"
            + "|#\\s*\\d+"
            + "|\\b\\d{1,3} ?-?(?:y/?o?|yrs?|years?|jahre|ans)\\b(?:[ -]?old)?" // ages
            + "|\\b\\d{1,3} ?[mf]\\b");

    private static final Pattern GROUPED_DIGITS =
            Pattern.compile("(?:\\+|\\b00)?\\(?\\d[\\d()]*(?:[ \\-./]\\(?\\d[\\d()]*)+");

    private static final int TELEPHONE_DIGITS = 7;

    /** After a title come names, even such as Head or Young. DR and MR in capitals are modalities. */
    private static final Pattern TITLES = Pattern.compile("(?<![\\p{L}\\d])(?:Dr|Mr|Mrs|Ms|Miss|Prof|Herr|Frau|Mme"
            + "|(?i:doctor|professor|physician|nurse|technologist|signed|attn|(?:dr|mrs?)(?=\\.)))(?![\\p{L}\\d])[.:]*"
            + "(?:[ ^]*\\p{L}[\\p{L}'.-]*(?:[ ^]+\\p{Lu}\\p{Ll}[\\p{L}'-]*)?)");

    private static final Pattern UNMISTAKABLE = Pattern.compile("(?i)\\S+@\\S+|https?://\\S+"
            + "|\\b(?:19|20)\\d{2}[-/.]?(?:0[1-9]|1[0-2])[-/.]?(?:0[1-9]|[12]\\d|3[01])\\b"
            + "|\\b\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)\\d{2}\\b"
            + "|\\(?\\d{3}\\)?[ -]\\d{3}[ -]\\d{4}\\b"
            + "|\\d{7,}");

    private Telltales() {}

    /** The characters of free text that belong to a telltale stretch. */
    static BitSet in(String text) {
        BitSet found = new BitSet(text.length());
        if (text.chars().anyMatch(c -> c >= '0' && c <= '9' || c == '@' || c == '.' || c == ':')) {
            mark(FORMS.matcher(text), found);
            Matcher groups = GROUPED_DIGITS.matcher(text);
            while (groups.find()) {
                if (groups.group().chars().filter(Character::isDigit).count() >= TELEPHONE_DIGITS) {
                    found.set(groups.start(), groups.end());
                }
            }
        }
        mark(TITLES.matcher(text), found);
        return found;
    }

    /** True when even a device would not write this by itself: a date, an address, the number of a telephone or a record. */
    static boolean unmistakable(String text) {
        return UNMISTAKABLE.matcher(text).find();
    }

    private static void mark(Matcher matcher, BitSet found) {
        while (matcher.find()) {
            found.set(matcher.start(), matcher.end());
        }
    }
}
