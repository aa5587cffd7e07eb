package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes out the content items whose concepts say who, where or when (PS3.15 E.3.4); the rest is treated attribute by attribute. */
final class ContentItems {
    private static final int VALUE_TYPE = 0x0040A040;
    private static final int CONCEPT_NAME = 0x0040A043;
    private static final String PERSON = "PNAME";

    private final ContentConcepts concepts = new ContentConcepts();
    private final Set<ConfidentialityOption> options;

    ContentItems(Set<ConfidentialityOption> options) {
        this.options = options;
    }

    List<DataSet> without(List<DataSet> items) {
        return items.stream().filter(item -> !goes(item)).toList();
    }

    /** An item with a dummy in its place would state something false, so D goes like X: what is kept is no report. */
    private boolean goes(DataSet item) {
        String valueType = item.text(VALUE_TYPE).orElse("");
        if (valueType.equals(PERSON)) {
            return true;
        }
        List<DataSet> names = item.items(CONCEPT_NAME);
        if (names.isEmpty()) {
            return false;
        }
        Optional<String> action = concepts.action(
                names.get(0).text(Tags.CODE_VALUE).orElse(""),
                names.get(0).text(Tags.CODING_SCHEME_DESIGNATOR).orElse(""),
                valueType,
                options);
        return action.isPresent() && !action.get().equals("C") && !action.get().equals("K");
    }
}
