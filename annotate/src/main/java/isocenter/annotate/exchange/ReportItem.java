package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A node of a structured report that is being read (PS3.3 C.17.3). */
record ReportItem(DataSet data) {
    private static final int MOST_DEPTH = 32;

    /** A reference to an image: of frames or of segments, of all of it where both are empty. */
    record Reference(String instance, List<Integer> frames, List<Integer> segments) {}

    String type() {
        return data.text(Attributes.tag("ValueType")).orElse("");
    }

    boolean isNamed(Concept concept) {
        return name().filter(concept::is).isPresent();
    }

    Optional<Concept> name() {
        return Concept.in(data, "ConceptNameCodeSequence");
    }

    Optional<Concept> code() {
        return Concept.in(data, "ConceptCodeSequence");
    }

    Optional<String> text() {
        return data.text(Tags.TEXT_VALUE);
    }

    Optional<String> uid() {
        return data.text(Tags.UID);
    }

    String graphicType() {
        return data.text(Attributes.tag("GraphicType")).orElse("");
    }

    /** Points of a frame; empty where the numbers are no pairs. */
    List<List<Double>> points() {
        double[] numbers = data.numbers(Attributes.tag("GraphicData"));
        List<List<Double>> points = new ArrayList<>();
        if (numbers.length % 2 == 0) {
            for (int i = 0; i < numbers.length; i += 2) {
                points.add(List.of(numbers[i], numbers[i + 1]));
            }
        }
        return points;
    }

    Optional<Reference> reference() {
        return data.items(Attributes.tag("ReferencedSOPSequence")).stream()
                .findFirst()
                .flatMap(item -> item.text(Attributes.tag("ReferencedSOPInstanceUID"))
                        .map(instance -> new Reference(
                                instance,
                                integers(item, "ReferencedFrameNumber"),
                                integers(item, "ReferencedSegmentNumber"))));
    }

    private static List<Integer> integers(DataSet item, String keyword) {
        return Arrays.stream(item.numbers(Attributes.tag(keyword)))
                .mapToObj(number -> (int) number)
                .toList();
    }

    List<ReportItem> children() {
        return data.items(Tags.CONTENT_SEQUENCE).stream().map(ReportItem::new).toList();
    }

    List<ReportItem> children(Concept name) {
        return children().stream().filter(child -> child.isNamed(name)).toList();
    }

    Optional<ReportItem> child(Concept name) {
        return children(name).stream().findFirst();
    }

    /** All items of this name below this one. */
    List<ReportItem> below(Concept name) {
        List<ReportItem> found = new ArrayList<>();
        collect(name, found, 0);
        return found;
    }

    private void collect(Concept name, List<ReportItem> found, int depth) {
        for (ReportItem child : children()) {
            if (child.isNamed(name)) {
                found.add(child);
            } else if (depth < MOST_DEPTH) {
                child.collect(name, found, depth + 1);
            }
        }
    }

    /** The item that a by-reference relationship names by its place, counted from 1, from the root on. */
    static Optional<ReportItem> at(ReportItem root, ReportItem reference) {
        double[] path = reference.data.numbers(Attributes.tag("ReferencedContentItemIdentifier"));
        ReportItem item = root;
        for (int i = 1; i < path.length; i++) {
            List<ReportItem> children = item.children();
            if (path[i] < 1 || path[i] > children.size()) {
                return Optional.empty();
            }
            item = children.get((int) path[i] - 1);
        }
        return path.length == 0 ? Optional.empty() : Optional.of(item);
    }
}
