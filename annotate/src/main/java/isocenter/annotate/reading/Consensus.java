package isocenter.annotate.reading;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all readings of one study together say. An adjudication decides; else all readers agree; else more than half of
 * them do. Repeats do not count.
 */
final class Consensus {
    private Consensus() {}

    /** How a value came about. */
    enum Basis {
        ADJUDICATED,
        UNANIMOUS,
        MAJORITY,
        LIKELIEST
    }

    /** A value and how it came about. */
    record Decided(FindingLabel label, Basis basis) {}

    /**
     * One committed reading, in its newest version.
     *
     * @param role as in {@link Reading}
     */
    record Said(String reader, String role, ReadingContent content) {}

    /**
     * Every finding and place that somebody has said something of, and is decided.
     *
     * @param expected how many first readings the study has; nothing is decided before all have ended
     */
    static List<Decided> of(List<Said> said, int expected) {
        Map<FindingLabel, List<LabelValue>> first = new LinkedHashMap<>();
        Map<FindingLabel, LabelValue> adjudicated = new LinkedHashMap<>();
        int readers = 0;
        for (Said one : said) {
            if (one.role().equals(Reading.FIRST)) {
                readers++;
                one.content()
                        .labels()
                        .forEach(label -> first.computeIfAbsent(place(label), any -> new ArrayList<>())
                                .add(label.value()));
            } else if (one.role().equals(Reading.ADJUDICATION)) {
                one.content().labels().forEach(label -> adjudicated.put(place(label), label.value()));
            }
        }
        List<Decided> decided = new ArrayList<>();
        adjudicated.forEach((place, value) -> decided.add(new Decided(at(place, value), Basis.ADJUDICATED)));
        if (readers == expected && readers > 0) {
            int all = readers;
            first.forEach((place, values) -> {
                LabelValue most = most(values, all);
                if (!adjudicated.containsKey(place) && most != null) {
                    boolean unanimous = values.size() == all && values.stream().allMatch(most::equals);
                    decided.add(new Decided(at(place, most), unanimous ? Basis.UNANIMOUS : Basis.MAJORITY));
                }
            });
        }
        return decided;
    }

    /** The value of more than half of the readers. */
    private static @Nullable LabelValue most(List<LabelValue> values, int readers) {
        Map<LabelValue, Integer> counts = new EnumMap<>(LabelValue.class);
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(count -> 2 * count.getValue() > readers)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The label with one fixed value, to be a key of its place. */
    static FindingLabel place(FindingLabel label) {
        return at(label, LabelValue.ABSENT);
    }

    static FindingLabel at(FindingLabel place, LabelValue value) {
        return new FindingLabel(place.finding(), value, place.series(), place.instance(), place.frame());
    }
}
