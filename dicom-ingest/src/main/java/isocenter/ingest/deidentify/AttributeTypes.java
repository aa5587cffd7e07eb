package isocenter.ingest.deidentify;

import java.util.HashMap;
import java.util.Map;

/** Types (PS3.5 section 7.4) that a storage class gives to attributes at the root of its objects. */
final class AttributeTypes {
    static final String RESOURCE = "attribute-types.tsv";

    /** What an object needs of an attribute to stay valid. */
    enum Need {
        /** Type 3, or not part of the class at all. */
        NOTHING,
        /** Type 2 or 2C: the tag. */
        PRESENCE,
        /** Type 1 or 1C: a value. */
        VALUE,
        /** The class is not known, or the attribute stands in an item. */
        UNKNOWN
    }

    private final Map<String, Map<Integer, Need>> byClass = new HashMap<>();

    AttributeTypes() {
        for (String[] row : TableFile.of(RESOURCE).rows()) {
            Map<Integer, Need> needs = new HashMap<>();
            for (String entry : row[1].split(" ")) {
                int tag = (int) Long.parseLong(entry.substring(0, 8), 16);
                needs.put(
                        tag,
                        switch (entry.charAt(9)) {
                            case '1' -> Need.VALUE;
                            case '2' -> Need.PRESENCE;
                            default -> Need.NOTHING;
                        });
            }
            byClass.put(row[0], needs);
        }
    }

    boolean knows(String sopClass) {
        return byClass.containsKey(sopClass);
    }

    Need need(String sopClass, int tag) {
        Map<Integer, Need> needs = byClass.get(sopClass);
        return needs == null ? Need.UNKNOWN : needs.getOrDefault(tag, Need.NOTHING);
    }
}
