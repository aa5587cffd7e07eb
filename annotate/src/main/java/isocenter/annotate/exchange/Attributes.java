package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Vr;
import java.util.List;

/** A data set that is put together by the keywords of PS3.6. */
final class Attributes {
    private final DataSet dataSet = new DataSet();

    /** @throws IllegalArgumentException when the standard has no such keyword */
    static int tag(String keyword) {
        return DataDictionary.tag(keyword)
                .orElseThrow(() -> new IllegalArgumentException("PS3.6 has no attribute " + keyword));
    }

    /** Text of any form; without values, an attribute that is present and empty. */
    Attributes text(String keyword, String... values) {
        dataSet.putText(tag(keyword), values);
        return this;
    }

    /** Binary integers; for IS and DS use {@link #text}. */
    Attributes integers(String keyword, long... values) {
        dataSet.putIntegers(tag(keyword), values);
        return this;
    }

    /** Binary reals, of single or double precision as the attribute has it. */
    Attributes reals(String keyword, double... values) {
        int tag = tag(keyword);
        dataSet.put(Element.reals(tag, DataDictionary.vr(tag).orElse(Vr.FD), values));
        return this;
    }

    /** A sequence. */
    Attributes items(String keyword, List<DataSet> items) {
        dataSet.put(Element.sequence(tag(keyword), items));
        return this;
    }

    /** A sequence of one item. */
    Attributes item(String keyword, Attributes item) {
        return items(keyword, List.of(item.dataSet));
    }

    /** A code, as a sequence of one item. */
    Attributes code(String keyword, Concept concept) {
        return items(keyword, List.of(concept.item()));
    }

    Attributes element(Element element) {
        dataSet.put(element);
        return this;
    }

    DataSet dataSet() {
        return dataSet;
    }
}
