package isocenter.annotate.exchange;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import did not take, by reason. A code is named only when it is one of a public terminology, since anything else
 * may have been typed.
 */
final class Unmatched {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String reason) {
        counts.merge(reason, 1, Integer::sum);
    }

    /** A finding that the label set does not have, or has more than once under this code. */
    void addFinding(Concept concept) {
        boolean known = concept.value()
                .matches(
                        switch (concept.scheme()) {
                            case "SCT" -> "\\d{6,18}";
                            case "RADLEX" -> "RID\\d{1,6}";
                            case "DCM" -> "\\d{6}";
                            default -> "(?!)";
                        });
        add("finding " + (known ? concept.scheme() + " " + concept.value() : "of another scheme")
                + " is not one of the label set");
    }

    /** Reason → number, by reason. */
    Map<String, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
