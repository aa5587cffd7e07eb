package isocenter.pretrain.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name nearest to a mistyped one, by Levenshtein distance without regard to case. */
final class NearestName {

    private NearestName() {}

    /** {@code " (did you mean …?)"}, or nothing when no known name is near. */
    static String hint(String name, Collection<String> known) {
        return of(name, known).map(near -> " (did you mean \"" + near + "\"?)").orElse("");
    }

    /**
     * The nearest known name, when at most three or half of its letters would have to change; or else one that begins
     * as the given name does ({@code batchSize} for {@code batch}).
     */
    static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k))
                .filter(k -> distance(name, k) <= Math.max(3, k.length() / 2))
                .or(() -> known.stream()
                        .filter(k -> startsAlike(name, k) || startsAlike(k, name))
                        .max(Comparator.comparingInt(String::length)));
    }

    private static boolean startsAlike(String longer, String shorter) {
        return shorter.length() >= 3 && longer.toLowerCase(Locale.ROOT).startsWith(shorter.toLowerCase(Locale.ROOT));
    }

    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
