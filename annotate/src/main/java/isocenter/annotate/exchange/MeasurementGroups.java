package isocenter.annotate.exchange;

import isocenter.annotate.reading.FindingLabel;
import isocenter.annotate.reading.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a report says of some of the images, as measurement groups (PS3.16 TID 1410 and 1501). */
final class MeasurementGroups {
    private final SourceStudy study;
    private final FindingCodes codes;
    private final String scope;

    /** @param scope Series Instance UID of the report */
    MeasurementGroups(SourceStudy study, FindingCodes codes, String scope) {
        this.study = study;
        this.codes = codes;
        this.scope = scope;
    }

    /** The finding and whether it is present. */
    ContentItem evaluation(FindingLabel label) {
        return ContentItem.code(codes.concept(label.finding()), Concepts.of(label.value()));
    }

    /** A value of a series, an image or a frame, which are the sources of the group. */
    ContentItem of(FindingLabel label) {
        String place = label.series() + "/" + label.instance() + "/" + label.frame();
        ContentItem group = tracked(
                ContentItem.container(Concepts.GROUP, "1501"),
                label.finding(),
                DerivedUid.of("label", scope, label.finding(), place),
                label.finding());
        String series = label.series();
        List<SourceImage> images =
                series == null ? List.of(study.image(Objects.requireNonNull(label.instance()))) : study.series(series);
        for (SourceImage image : images) {
            group.add(ContentItem.CONTAINS, ContentItem.image(Concepts.SOURCE, reference(image, label.frame())));
        }
        return group.add(ContentItem.CONTAINS, evaluation(label));
    }

    /**
     * A mark.
     *
     * @param mask where its mask is, if it has one
     */
    ContentItem of(Mark mark, @Nullable SegmentFrame mask) {
        SourceImage image = study.image(mark.instance());
        ContentItem group = tracked(
                ContentItem.container(Concepts.GROUP, "1410"),
                mark.id(),
                DerivedUid.ofMark(scope, mark.id()),
                mark.finding());
        switch (mark.shape()) {
            case BOX -> region(group, Concepts.BOUNDED_BY, outline(mark), image, mark.frame());
            case POLYGON -> region(group, Concepts.OUTLINE, outline(mark), image, mark.frame());
            case LENGTH -> length(group, mark, image);
            case MASK -> segment(group, Objects.requireNonNull(mask), image, mark.frame());
        }
        return group;
    }

    private ContentItem tracked(ContentItem group, String id, String uid, String finding) {
        return group.add(ContentItem.CONTEXT, ContentItem.text(Concepts.TRACKING_ID, id))
                .add(ContentItem.CONTEXT, ContentItem.uid(Concepts.TRACKING_UID, uid))
                .add(ContentItem.CONTAINS, ContentItem.code(Concepts.FINDING, codes.concept(finding)));
    }

    private static void region(
            ContentItem group, Concept purpose, List<List<Double>> points, SourceImage image, int frame) {
        group.add(ContentItem.CONTAINS, ContentItem.code(Concepts.PURPOSE, purpose))
                .add(ContentItem.CONTAINS, polyline(points, image, frame));
    }

    private static ContentItem polyline(List<List<Double>> points, SourceImage image, int frame) {
        return ContentItem.polyline(Concepts.REGION, points)
                .add(ContentItem.SELECTED_FROM, ContentItem.image(reference(image, frame)));
    }

    private void length(ContentItem group, Mark mark, SourceImage image) {
        group.add(ContentItem.CONTAINS, polyline(mark.points(), image, mark.frame()));
        ImagePlane.of(study.header(image), mark.frame())
                .distance(mark.points().get(0), mark.points().get(1))
                .ifPresent(length -> group.add(
                        ContentItem.CONTAINS, ContentItem.number(Concepts.LENGTH, length, Concepts.MILLIMETRE)));
    }

    private static void segment(ContentItem group, SegmentFrame mask, SourceImage image, int frame) {
        // a segment has one frame; a reference names segment or frame, not both (PS3.3 table 10-3)
        Attributes segment = CommonModules.reference(SegmentationWriter.SOP_CLASS, mask.instance())
                .integers("ReferencedSegmentNumber", mask.number());
        group.add(ContentItem.CONTAINS, ContentItem.image(Concepts.SEGMENT_FRAME, segment))
                .add(ContentItem.CONTAINS, ContentItem.image(Concepts.SEGMENT_SOURCE, reference(image, frame)));
    }

    /** The frame is named only where there are several (PS3.3 table 10-3). */
    private static Attributes reference(SourceImage image, @Nullable Integer frame) {
        Attributes reference = CommonModules.reference(image.sopClass(), image.instance());
        return frame == null || image.frames() == 1
                ? reference
                : reference.text("ReferencedFrameNumber", Integer.toString(frame));
    }

    /** The points of a mark that is drawn; the last of a box or polygon is the first. */
    static List<List<Double>> outline(Mark mark) {
        return switch (mark.shape()) {
            case BOX -> corners(mark);
            case POLYGON -> closed(mark.points());
            case LENGTH, MASK -> mark.points();
        };
    }

    private static List<List<Double>> corners(Mark box) {
        double left = box.points().get(0).get(0);
        double top = box.points().get(0).get(1);
        double right = box.points().get(1).get(0);
        double bottom = box.points().get(1).get(1);
        return closed(List.of(List.of(left, top), List.of(right, top), List.of(right, bottom), List.of(left, bottom)));
    }

    private static List<List<Double>> closed(List<List<Double>> points) {
        List<List<Double>> closed = new ArrayList<>(points);
        closed.add(points.get(0));
        return closed;
    }
}
