package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.Level;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.FindingLabel;
import isocenter.annotate.reading.LabelValue;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads an Imaging Measurement Report (PS3.16 TID 1500), ours or another's. Taken are qualitative evaluations of presence,
 * planar and volumetric regions as closed or two-point polylines (TID 1410), and references to segments (TID 1410, 1411).
 * All else is counted.
 */
final class ReportReader {
    private final ReceivedContent content;
    private final Map<String, ReceivedMasks> segmentations;
    private final ReportItem root;
    private final String scope;

    /** @param segmentations by SOP Instance UID */
    ReportReader(DataSet report, Map<String, ReceivedMasks> segmentations, ReceivedContent content) {
        this.root = new ReportItem(report);
        this.segmentations = segmentations;
        this.content = content;
        this.scope = report.text(Tags.SERIES_INSTANCE_UID).orElse("");
    }

    /** Whether the object is such a report. */
    static boolean reads(DataSet object) {
        return object.text(Tags.MODALITY).equals(Optional.of("SR")) && new ReportItem(object).isNamed(Concepts.REPORT);
    }

    void read() {
        for (ReportItem evaluations : root.children(Concepts.EVALUATIONS)) {
            for (ReportItem item : evaluations.children()) {
                if (item.isNamed(Concepts.COMMENT)) {
                    item.text().ifPresent(content::remark);
                } else {
                    evaluation(item, List.of());
                }
            }
        }
        root.children(Concepts.MEASUREMENTS)
                .forEach(list -> list.below(Concepts.GROUP).forEach(this::group));
    }

    private void group(ReportItem group) {
        List<ReportItem> children = group.children();
        List<ReportItem> regions =
                children.stream().filter(child -> child.type().equals("SCOORD")).toList();
        List<ReportItem> segments = children.stream()
                .filter(child -> child.isNamed(Concepts.SEGMENT) || child.isNamed(Concepts.SEGMENT_FRAME))
                .toList();
        List<ReportItem> lines = group.children(Concepts.LENGTH).stream()
                .flatMap(number -> number.children().stream())
                .filter(child -> child.type().equals("SCOORD"))
                .toList();
        List<ReportItem.Reference> sources = new ArrayList<>();
        group.children(Concepts.SOURCE).forEach(source -> source.reference().ifPresent(sources::add));
        for (ReportItem region : regions) {
            source(region).ifPresent(sources::add);
        }
        boolean marks = !regions.isEmpty() || !segments.isEmpty() || !lines.isEmpty();
        if (marks) {
            Optional<Concept> concept = group.child(Concepts.FINDING).flatMap(ReportItem::code);
            content.finding(concept).ifPresent(finding -> {
                String id = id(group);
                boolean box = group.child(Concepts.PURPOSE)
                        .flatMap(ReportItem::code)
                        .filter(Concepts.BOUNDED_BY::is)
                        .isPresent();
                regions.forEach(region -> region(id, finding, region, box));
                lines.forEach(line -> region(id, finding, line, false));
                segments.forEach(segment -> segment(id, finding, segment));
            });
        } else if (children.stream().anyMatch(child -> child.type().equals("SCOORD3D"))) {
            content.unmatched().add("region is in the patient's space");
        }
        for (ReportItem child : children) {
            boolean presence = child.code().flatMap(Concepts::value).isPresent();
            boolean ofFinding = child.name().filter(content::knows).isPresent();
            if (child.type().equals("CODE") && (presence || ofFinding)) {
                evaluation(child, sources);
            } else if (child.type().equals("NUM") && !child.isNamed(Concepts.LENGTH)) {
                content.unmatched().add("measurement is no length");
            }
        }
    }

    private void evaluation(ReportItem item, List<ReportItem.Reference> sources) {
        Optional<LabelValue> value = item.code().flatMap(Concepts::value);
        if (value.isEmpty()) {
            content.unmatched().add("evaluation is none of present, absent and indeterminate");
            return;
        }
        content.finding(item.name()).ifPresent(finding -> place(finding, value.get(), sources));
    }

    private void place(Finding finding, LabelValue value, List<ReportItem.Reference> sources) {
        if (finding.level() == Level.STUDY) {
            content.label(FindingLabel.ofStudy(finding.id(), value));
            return;
        }
        List<SourceImage> images = sources.stream()
                .map(source -> content.image(source.instance()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        List<String> series =
                images.stream().map(SourceImage::series).distinct().toList();
        boolean whole = !images.isEmpty()
                && images.size()
                        == sources.stream()
                                .map(ReportItem.Reference::instance)
                                .distinct()
                                .count();
        if (whole && finding.level() == Level.SERIES && series.size() == 1) {
            content.label(new FindingLabel(finding.id(), value, series.get(0), null, null));
        } else if (whole && finding.level() == Level.IMAGE && images.size() == 1) {
            content.label(
                    new FindingLabel(finding.id(), value, null, images.get(0).instance(), null));
        } else if (whole
                && finding.level() == Level.FRAME
                && images.size() == 1
                && oneFrame(sources.get(0), images.get(0))) {
            int frame = sources.get(0).frames().stream().findFirst().orElse(1);
            content.label(
                    new FindingLabel(finding.id(), value, null, images.get(0).instance(), frame));
        } else {
            content.unmatched()
                    .add("evaluation does not name one " + finding.level().word() + " that finding " + finding.id()
                            + " is of");
        }
    }

    private static boolean oneFrame(ReportItem.Reference source, SourceImage image) {
        return source.frames().size() == 1 || (source.frames().isEmpty() && image.frames() == 1);
    }

    private void region(String id, Finding finding, ReportItem region, boolean box) {
        Optional<ReportItem.Reference> source = source(region);
        Optional<SourceImage> image = source.flatMap(reference -> content.image(reference.instance()));
        if (image.isEmpty()) {
            content.unmatched().add("mark is on an image that the study does not have");
            return;
        }
        List<Integer> frames = source.orElseThrow().frames();
        List<List<Double>> points = region.points();
        boolean closed = points.size() > 3 && points.get(0).equals(points.get(points.size() - 1));
        if (frames.size() > 1 || (frames.isEmpty() && image.get().frames() > 1)) {
            content.unmatched().add("mark is on several frames");
        } else if (!region.graphicType().equals("POLYLINE") || !(closed || points.size() == 2)) {
            content.unmatched().add("mark is neither a closed nor a two-point polyline");
        } else {
            int frame = frames.isEmpty() ? 1 : frames.get(0);
            List<List<Double>> open = closed ? points.subList(0, points.size() - 1) : points;
            // a rectangle is a box where it is called one, or where the finding takes no outline
            boolean asBox = closed && (box || !finding.marks().contains(Shape.POLYGON)) && Rectangle.is(open);
            Shape shape = closed ? asBox ? Shape.BOX : Shape.POLYGON : Shape.LENGTH;
            content.mark(id, finding, shape, image.get(), frame, asBox ? Rectangle.corners(open) : open, null);
        }
    }

    private void segment(String id, Finding finding, ReportItem item) {
        Optional<ReportItem.Reference> reference = item.reference();
        ReceivedMasks masks =
                reference.map(one -> segmentations.get(one.instance())).orElse(null);
        if (masks == null) {
            content.unmatched().add("mask is in a segmentation that was not given");
        } else if (masks.refusal().isPresent()) {
            content.unmatched().add(masks.refusal().get());
        } else {
            ReportItem.Reference one = reference.orElseThrow();
            OptionalInt number =
                    one.segments().stream().mapToInt(Integer::intValue).findFirst();
            content.masks(id, finding, masks.frames(number, one.frames(), content.unmatched()));
        }
    }

    private Optional<ReportItem.Reference> source(ReportItem region) {
        return region.children().stream()
                .map(child ->
                        child.reference().or(() -> ReportItem.at(root, child).flatMap(ReportItem::reference)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Our own identifier where it is one; what others wrote there may have been typed. */
    private String id(ReportItem group) {
        Optional<String> uid = group.child(Concepts.TRACKING_UID).flatMap(ReportItem::uid);
        String id = group.child(Concepts.TRACKING_ID).flatMap(ReportItem::text).orElse("");
        if (uid.isPresent()
                && id.matches("[A-Za-z0-9-]{1,64}")
                && DerivedUid.ofMark(scope, id).equals(uid.get())) {
            return id;
        }
        return DerivedUid.markOf(uid.orElse(scope));
    }
}
