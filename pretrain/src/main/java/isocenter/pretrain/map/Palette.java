package isocenter.pretrain.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signs of a colouring's values: a colour and a form each, so that neither colour vision nor a printer matters. Colours
 * are of Okabe and Ito's set (2008), without black and the yellow that vanishes on white. The commonest values get one each,
 * the rest share a grey.
 */
final class Palette {
    /** A value with its sign. */
    record Entry(String name, long count, String colour, String form) {}

    private static final String[] COLOURS = {"#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9"};

    /** Paths around the origin, of about the same area. */
    private static final String[] FORMS = {
        "M-2.8 0a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0z",
        "M0-3.7L3.3 2.4H-3.3z",
        "M-2.5-2.5h5v5h-5z",
        "M0-3.6L3.6 0L0 3.6L-3.6 0z",
        "M0 3.7L3.3-2.4H-3.3z",
        "M-3.4-1.1h2.3v-2.3h2.2v2.3h2.3v2.2h-2.3v2.3h-2.2v-2.3h-2.3z",
    };

    private static final String GREY = "#8a8a8a";
    private static final String PALE = "#bdbdbd";
    private static final String SMALL = "M-1.6 0a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0z";

    private final Map<String, Integer> places = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    Palette(List<@Nullable String> values) {
        Map<String, Long> counts = values.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        List<String> named = counts.keySet().stream()
                .sorted(Comparator.comparing((String name) -> -counts.getOrDefault(name, 0L)))
                .limit(COLOURS.length)
                .sorted()
                .toList();
        for (String name : named) {
            places.put(name, entries.size());
            entries.add(new Entry(name, counts.getOrDefault(name, 0L), COLOURS[entries.size()], FORMS[entries.size()]));
        }
        long rest = counts.entrySet().stream()
                .filter(count -> !places.containsKey(count.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        int others = counts.size() - named.size();
        if (others > 0) {
            entries.add(new Entry(others + " others", rest, GREY, SMALL));
        }
        counts.keySet().forEach(name -> places.putIfAbsent(name, named.size()));
        long unknown = values.stream().filter(Objects::isNull).count();
        if (unknown > 0) {
            entries.add(new Entry("unknown", unknown, PALE, SMALL));
        }
    }

    /** In the order of the legend. */
    List<Entry> entries() {
        return entries;
    }

    /** The place of a value's sign in the legend. */
    int place(@Nullable String value) {
        return value == null ? entries.size() - 1 : places.getOrDefault(value, entries.size() - 1);
    }
}
