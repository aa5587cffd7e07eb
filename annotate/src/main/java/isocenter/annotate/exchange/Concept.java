package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A coded concept with others that mean the same (PS3.3 section 8).
 *
 * @param scheme Coding Scheme Designator
 * @param value Code Value, or Long Code Value where it has more than 16 characters
 * @param meaning at most 64 characters
 * @param equivalents the same in other schemes; none of them has further ones
 */
record Concept(String scheme, String value, String meaning, List<Concept> equivalents) {
    static final int SHORT = 16;
    static final int MEANING = 64;

    Concept {
        equivalents = List.copyOf(equivalents);
    }

    /** A concept of DICOM itself (PS3.16 annex D). */
    static Concept dcm(String value, String meaning) {
        return new Concept("DCM", value, meaning, List.of());
    }

    /** A concept of SNOMED CT. */
    static Concept sct(String value, String meaning) {
        return new Concept("SCT", value, meaning, List.of());
    }

    /** Whether both are the same code, whatever they are called. */
    boolean is(Concept other) {
        return scheme.equals(other.scheme) && value.equals(other.value);
    }

    /** The concept and those that mean the same. */
    List<Concept> all() {
        List<Concept> all = new ArrayList<>();
        all.add(this);
        all.addAll(equivalents);
        return all;
    }

    DataSet item() {
        Attributes item = new Attributes()
                .text(value.length() > SHORT ? "LongCodeValue" : "CodeValue", value)
                .text("CodingSchemeDesignator", scheme)
                .text("CodeMeaning", meaning);
        if (!equivalents.isEmpty()) {
            item.items(
                    "EquivalentCodeSequence",
                    equivalents.stream().map(Concept::item).toList());
        }
        return item.dataSet();
    }

    /** The concept of a code sequence; empty where there is none, or no value or scheme in it. */
    static Optional<Concept> in(DataSet dataSet, String keyword) {
        return dataSet.items(Attributes.tag(keyword)).stream().findFirst().flatMap(Concept::of);
    }

    private static Optional<Concept> of(DataSet item) {
        Optional<String> value = item.text(Tags.CODE_VALUE).or(() -> item.text(Attributes.tag("LongCodeValue")));
        Optional<String> scheme = item.text(Tags.CODING_SCHEME_DESIGNATOR);
        if (value.isEmpty() || scheme.isEmpty()) {
            return Optional.empty();
        }
        List<Concept> equivalents = item.items(Attributes.tag("EquivalentCodeSequence")).stream()
                .map(Concept::of)
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(new Concept(
                scheme.get(), value.get(), item.text(Tags.CODE_MEANING).orElse(""), equivalents));
    }
}
