package isocenter.ingest.deidentify;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The known name nearest to a mistyped one: Levenshtein distance, letter case aside. */
final class NearestName {
    private NearestName() {}

    /** {@code " (did you mean \"…\"?)"}, or nothing when no known name is near. */
    static String hint(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, candidate.length() / 2))
                .map(candidate -> " (did you mean \"" + candidate + "\"?)")
                .orElse("");
    }

    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
