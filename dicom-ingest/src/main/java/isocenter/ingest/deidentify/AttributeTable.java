package isocenter.ingest.deidentify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Table E.1-1 of PS3.15: what the Basic Profile and each option do to an attribute. */
final class AttributeTable {
    static final String RESOURCE = "confidentiality-profile.tsv";

    private static final List<String> COLUMNS = List.of(
            "tag",
            "basic",
            "safePrivate",
            "uids",
            "device",
            "institution",
            "patient",
            "fullDates",
            "modifiedDates",
            "descriptors",
            "structuredContent",
            "graphics",
            "name");

    /**
     * A row.
     *
     * @param pattern as the table writes the tag, {@code x} for any digit
     * @param basic action of the Basic Profile, such as {@code X/Z/D}
     * @param options column → K or C, only those that are not empty
     */
    record Row(String pattern, String basic, Map<String, String> options, String name) {
        /** The actions of the chosen options, keep before clean removed: what is to be cleaned is not kept as it is. */
        Optional<String> optionAction(Set<ConfidentialityOption> chosen) {
            boolean keep = false;
            for (ConfidentialityOption option : chosen) {
                String action = options.get(option.column());
                if ("C".equals(action)) {
                    return Optional.of("C");
                }
                keep |= "K".equals(action);
            }
            return keep ? Optional.of("K") : Optional.empty();
        }

        boolean hasOption(ConfidentialityOption option) {
            return options.containsKey(option.column());
        }
    }

    private record Pattern(int mask, int bits, Row row) {}

    private final Map<Integer, Row> exact = new HashMap<>(1024);
    private final List<Pattern> patterns = new ArrayList<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();

    AttributeTable() {
        TableFile.of(RESOURCE).rows().forEach(this::add);
    }

    private void add(String[] cells) {
        Map<String, String> options = new HashMap<>();
        for (int i = 2; i < cells.length - 1; i++) {
            if (!cells[i].equals("-")) {
                options.put(COLUMNS.get(i), cells[i]);
            }
        }
        Row row = new Row(cells[0], cells[1], Map.copyOf(options), cells[cells.length - 1]);
        rows.put(row.pattern(), row);
        if (row.pattern().equals("private")) {
            return;
        }
        int bits = (int) Long.parseLong(row.pattern().replace('x', '0'), 16);
        if (row.pattern().indexOf('x') < 0) {
            exact.put(bits, row);
        } else {
            String mask = row.pattern().replaceAll("[0-9A-F]", "F").replace('x', '0');
            patterns.add(new Pattern((int) Long.parseLong(mask, 16), bits, row));
        }
    }

    /** The row of a standard attribute; empty where the table does not list it. */
    Optional<Row> row(int tag) {
        Row row = exact.get(tag);
        if (row != null) {
            return Optional.of(row);
        }
        for (Pattern pattern : patterns) {
            if ((tag & pattern.mask()) == pattern.bits()) {
                return Optional.of(pattern.row());
            }
        }
        return Optional.empty();
    }

    Set<Integer> tags() {
        return Collections.unmodifiableSet(exact.keySet());
    }

    Collection<Row> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }
}
