package isocenter.annotate.exchange;

import isocenter.annotate.reading.MaskRuns;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A segmentation that somebody made (PS3.3 A.51): the frames of its segments and the images that they are of. Binary,
 * not compressed.
 */
final class ReceivedMasks {
    private final DataSet object;
    private final int rows;
    private final int columns;

    /**
     * One frame.
     *
     * @param segment Segment Number
     * @param instance SOP Instance UID of the image, as the segmentation names it
     * @param frame of the image, counted from 1
     */
    record Frame(int segment, String instance, int frame, MaskRuns mask) {}

    /** A segment's number, what it is of, and how it is tracked. */
    record Segment(int number, Optional<Concept> type, Optional<String> trackingUid) {}

    ReceivedMasks(DataSet object) {
        this.object = object;
        this.rows = object.integer(Tags.ROWS).orElse(0);
        this.columns = object.integer(Tags.COLUMNS).orElse(0);
    }

    String instance() {
        return object.text(Tags.SOP_INSTANCE_UID).orElse("");
    }

    /** Why this segmentation's pixels cannot be taken; empty when they can. */
    Optional<String> refusal() {
        Optional<Element> pixels = object.get(Tags.PIXEL_DATA);
        if (!object.text(Attributes.tag("SegmentationType")).equals(Optional.of("BINARY"))
                || object.integer(Tags.BITS_ALLOCATED).orElse(0) != 1) {
            return Optional.of("segmentation is not binary");
        }
        if (pixels.isEmpty() || pixels.get().isEncapsulated()) {
            return Optional.of("segmentation is compressed");
        }
        long bits = (long) rows
                * columns
                * object.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).size();
        return bits <= 0 || pixels.get().length() < (bits + 7) / 8
                ? Optional.of("segmentation has fewer pixels than its frames")
                : Optional.empty();
    }

    List<Segment> segments() {
        return object.items(Attributes.tag("SegmentSequence")).stream()
                .map(item -> new Segment(
                        item.integer(Attributes.tag("SegmentNumber")).orElse(0),
                        Concept.in(item, "SegmentedPropertyTypeCodeSequence"),
                        item.text(Attributes.tag("TrackingUID"))))
                .toList();
    }

    /**
     * Frames of a segment.
     *
     * @param only numbers of the frames wanted, counted from 1; all where it is empty
     * @param unmatched is told of frames that name no image
     */
    List<Frame> frames(OptionalInt segment, List<Integer> only, Unmatched unmatched) {
        List<DataSet> groups = object.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        List<DataSet> shared = object.items(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
        List<Frame> frames = new ArrayList<>();
        for (int number = 1; number <= groups.size(); number++) {
            if (!only.isEmpty() && !only.contains(number)) {
                continue;
            }
            List<DataSet> places = new ArrayList<>(List.of(groups.get(number - 1)));
            places.addAll(shared);
            int of = places.stream()
                    .flatMap(place -> place.items(Attributes.tag("SegmentIdentificationSequence")).stream())
                    .mapToInt(item -> item.integer(Attributes.tag("ReferencedSegmentNumber"))
                            .orElse(0))
                    .findFirst()
                    .orElse(0);
            if (segment.isPresent() && segment.getAsInt() != of) {
                continue;
            }
            Optional<DataSet> source = source(places);
            Optional<String> instance = source.flatMap(item -> item.text(Attributes.tag("ReferencedSOPInstanceUID")));
            if (instance.isEmpty()) {
                unmatched.add("mask names no one image that it is of");
                continue;
            }
            int frame = source.orElseThrow()
                    .integer(Attributes.tag("ReferencedFrameNumber"))
                    .orElse(1);
            frames.add(new Frame(of, instance.get(), frame, mask(number)));
        }
        return frames;
    }

    /** The one image that a frame is derived from; empty when there is none, or several. */
    private static Optional<DataSet> source(List<DataSet> places) {
        List<DataSet> sources = places.stream()
                .flatMap(place -> place.items(Attributes.tag("DerivationImageSequence")).stream())
                .flatMap(item -> item.items(Attributes.tag("SourceImageSequence")).stream())
                .toList();
        return sources.size() == 1 ? Optional.of(sources.get(0)) : Optional.empty();
    }

    private MaskRuns mask(int frame) {
        Element pixels = object.get(Tags.PIXEL_DATA).orElseThrow();
        return MaskRuns.of(rows, columns, BitFrames.unpack(pixels.bytes(), frame, Math.multiplyExact(rows, columns)));
    }
}
