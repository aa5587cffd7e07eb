package isocenter.ingest.deidentify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Table E.3.4-1 of PS3.15: what happens to a content item, by the code of its concept name. */
final class ContentConcepts {
    static final String RESOURCE = "content-concepts.tsv";

    private static final List<String> COLUMNS = List.of(
            "code",
            "scheme",
            "valueType",
            "basic",
            "uids",
            "device",
            "institution",
            "patient",
            "fullDates",
            "modifiedDates",
            "descriptors");

    private record Key(String code, String scheme, String valueType) {}

    private final Map<Key, AttributeTable.Row> rows = new HashMap<>();

    ContentConcepts() {
        for (String[] cells : TableFile.of(RESOURCE).rows()) {
            Map<String, String> options = new HashMap<>();
            for (int i = 4; i < cells.length; i++) {
                if (!cells[i].equals("-")) {
                    options.put(COLUMNS.get(i), cells[i]);
                }
            }
            Key key = new Key(cells[0], cells[1], cells[2]);
            rows.put(key, new AttributeTable.Row(cells[0], cells[3], Map.copyOf(options), ""));
        }
    }

    /** X, D, K or C under the chosen options; empty where the table does not list the concept. */
    Optional<String> action(String code, String scheme, String valueType, Set<ConfidentialityOption> chosen) {
        AttributeTable.Row row = rows.get(new Key(code, scheme, valueType));
        return row == null
                ? Optional.empty()
                : Optional.of(row.optionAction(chosen).orElse(row.basic()));
    }
}
