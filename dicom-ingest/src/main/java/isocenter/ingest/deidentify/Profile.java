package isocenter.ingest.deidentify;

import com.fasterxml.jackson.annotation.JsonInclude;
import isocenter.ingest.burnedin.BurnedInRules;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How objects are de-identified: the Basic Profile of PS3.15 annex E, the options added to it, and what a site rules
 * beyond them.
 *
 * @param name lower-case letters, digits, {@code .}, {@code -} and {@code _}
 * @param version counts up whenever anything below changes
 * @param description for people
 * @param options of the standard; full dates, institution identity and faces are refused, see {@link Profile}'s messages
 * @param dates range of the shift under {@link ConfidentialityOption#RETAIN_MODIFIED_DATES}
 * @param rules one at most for an attribute
 * @param words what descriptions may hold beside the words that ship with Isocenter, for example of another language
 * @param burnedIn what is done about text in the pixels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
        String name,
        int version,
        @Nullable String description,
        Set<ConfidentialityOption> options,
        DateRange dates,
        List<Rule> rules,
        List<String> words,
        BurnedInRules burnedIn) {

    public Profile {
        if (name == null || !name.matches("[a-z0-9][a-z0-9._-]{0,31}")) {
            throw new IllegalArgumentException("name must be 1 to 32 lower-case letters, digits, '.', '-' or '_'");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more");
        }
        options = options == null ? Set.of() : new TreeSet<>(options);
        requirePossible(options);
        options = options.isEmpty() ? Set.of() : EnumSet.copyOf(options);
        dates = dates == null ? DateRange.STANDARD : dates;
        rules = rules == null ? List.of() : List.copyOf(rules);
        Set<Integer> ruled = new HashSet<>();
        for (Rule rule : rules) {
            if (!ruled.add(rule.tag())) {
                throw new IllegalArgumentException("rules has two entries for " + rule.attribute());
            }
        }
        words = words == null ? List.of() : List.copyOf(words);
        if (!words.stream().allMatch(word -> word.matches("\\p{L}{2,40}"))) {
            throw new IllegalArgumentException("words must be single words of 2 to 40 letters");
        }
        burnedIn = burnedIn == null ? BurnedInRules.STRICT : burnedIn;
    }

    private static void requirePossible(Set<ConfidentialityOption> options) {
        if (options.contains(ConfidentialityOption.RETAIN_FULL_DATES)) {
            throw new IllegalArgumentException(
                    "options must not name retain-full-dates: what is kept here is de-identified, and full dates lead back to a hospital's records. Use retain-modified-dates");
        }
        if (options.contains(ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)) {
            throw new IllegalArgumentException(
                    "options must not name clean-recognizable-visual-features: faces are not removed by this version");
        }
    }

    boolean has(ConfidentialityOption option) {
        return options.contains(option);
    }
}
