package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A node of a structured report that is being written (PS3.3 C.17.3). */
final class ContentItem {
    /** Relationship Types (0040,A010). */
    static final String CONTAINS = "CONTAINS";

    static final String CONTEXT = "HAS OBS CONTEXT";
    static final String ACQUISITION = "HAS ACQ CONTEXT";
    static final String MODIFIER = "HAS CONCEPT MOD";
    static final String SELECTED_FROM = "SELECTED FROM";

    private static final int DECIMAL_STRING = 16;

    private final Attributes attributes = new Attributes();
    private final List<ContentItem> children = new ArrayList<>();

    private ContentItem(String type, Concept name) {
        attributes.text("ValueType", type).code("ConceptNameCodeSequence", name);
    }

    static ContentItem container(Concept name) {
        ContentItem item = new ContentItem("CONTAINER", name);
        item.attributes.text("ContinuityOfContent", "SEPARATE");
        return item;
    }

    /** A container that follows a template of PS3.16. */
    static ContentItem container(Concept name, String template) {
        ContentItem item = container(name);
        item.attributes.item(
                "ContentTemplateSequence",
                new Attributes().text("MappingResource", "DCMR").text("TemplateIdentifier", template));
        return item;
    }

    static ContentItem code(Concept name, Concept value) {
        ContentItem item = new ContentItem("CODE", name);
        item.attributes.code("ConceptCodeSequence", value);
        return item;
    }

    static ContentItem text(Concept name, String value) {
        ContentItem item = new ContentItem("TEXT", name);
        item.attributes.text("TextValue", value);
        return item;
    }

    static ContentItem person(Concept name, String value) {
        ContentItem item = new ContentItem("PNAME", name);
        item.attributes.text("PersonName", value);
        return item;
    }

    static ContentItem uid(Concept name, String value) {
        ContentItem item = new ContentItem("UIDREF", name);
        item.attributes.text("UID", value);
        return item;
    }

    static ContentItem number(Concept name, double value, Concept unit) {
        ContentItem item = new ContentItem("NUM", name);
        item.attributes.item(
                "MeasuredValueSequence",
                new Attributes()
                        .text("NumericValue", decimal(value))
                        .reals("FloatingPointValue", value)
                        .code("MeasurementUnitsCodeSequence", unit));
        return item;
    }

    /** The number as a Decimal String, which has 16 characters at most. */
    static String decimal(double value) {
        String exact = Double.toString(value);
        return exact.length() > DECIMAL_STRING ? String.format(Locale.ROOT, "%.9E", value) : exact;
    }

    /** An image, or what the reference says of it: frames, segments. */
    static ContentItem image(Concept name, Attributes reference) {
        ContentItem item = new ContentItem("IMAGE", name);
        item.attributes.item("ReferencedSOPSequence", reference);
        return item;
    }

    /** An image without a concept name, as an entry of a library or what coordinates are selected from. */
    static ContentItem image(Attributes reference) {
        ContentItem item = image(Concepts.SOURCE, reference);
        item.attributes.dataSet().remove(Attributes.tag("ConceptNameCodeSequence"));
        return item;
    }

    /** Points of a frame: x and y of each in pixels, in single precision. */
    static ContentItem polyline(Concept name, List<List<Double>> points) {
        ContentItem item = new ContentItem("SCOORD", name);
        item.attributes
                .text("GraphicType", "POLYLINE")
                .reals(
                        "GraphicData",
                        points.stream()
                                .flatMap(List::stream)
                                .mapToDouble(Double::doubleValue)
                                .toArray());
        return item;
    }

    /** Adds a child under a relationship, and gives this item back. */
    ContentItem add(String relationship, ContentItem child) {
        child.attributes.text("RelationshipType", relationship);
        children.add(child);
        return this;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    /** The item with everything below it. */
    DataSet dataSet() {
        if (!children.isEmpty()) {
            attributes.items(
                    "ContentSequence",
                    children.stream().map(ContentItem::dataSet).toList());
        }
        return attributes.dataSet();
    }
}
