package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.Mark;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The masks of a reading as binary segmentations (PS3.3 A.51): one object for the images of each series that have the same
 * size and lie in the same frame of reference, a segment of one frame for each mask.
 */
final class SegmentationWriter {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    private static final int LABEL = 64;

    private final SourceStudy study;
    private final CommittedReading reading;
    private final FindingCodes codes;
    private final ReadingUids uids;

    /** What was written. */
    record Written(List<DataSet> objects, Map<String, SegmentFrame> frames) {}

    private record Group(String series, int rows, int columns, String reference, boolean inPatient, String measures) {}

    private record Masked(Mark mark, SourceImage image, ImagePlane plane) {}

    SegmentationWriter(SourceStudy study, CommittedReading reading, FindingCodes codes) {
        this.study = study;
        this.reading = reading;
        this.codes = codes;
        this.uids = ReadingUids.of(reading);
    }

    /** Segmentations, none when nothing is masked, and where each mark's mask is, by its id. */
    Written write() {
        Map<Group, List<Masked>> groups = new LinkedHashMap<>();
        for (Mark mark : reading.content().marks()) {
            if (mark.shape() == Shape.MASK) {
                SourceImage image = study.image(mark.instance());
                ImagePlane plane = ImagePlane.of(study.header(image), mark.frame());
                Group group = new Group(
                        image.series(),
                        image.rows(),
                        image.columns(),
                        plane.reference().orElse(""),
                        plane.isInPatient(),
                        Arrays.toString(plane.spacing()) + Arrays.toString(plane.thickness()));
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(new Masked(mark, image, plane));
            }
        }
        List<DataSet> objects = new ArrayList<>();
        Map<String, SegmentFrame> frames = new LinkedHashMap<>();
        groups.forEach((group, masks) -> {
            int number = objects.size() + 1;
            for (int i = 0; i < masks.size(); i++) {
                frames.put(
                        masks.get(i).mark().id(),
                        new SegmentFrame(uids.segmentation(number), uids.segmentationSeries(), i + 1));
            }
            objects.add(segmentation(number, group, masks));
        });
        return new Written(objects, frames);
    }

    private DataSet segmentation(int number, Group group, List<Masked> masks) {
        DataSet header = study.header(masks.get(0).image());
        Attributes made = CommonModules.object(study, reading, SOP_CLASS, uids.segmentation(number))
                .text("Modality", "SEG")
                .text("SeriesInstanceUID", uids.segmentationSeries())
                .text("SeriesNumber", Integer.toString(9200 + reading.version()))
                .text("SeriesDescription", "Regions marked by a reader")
                .text("InstanceNumber", Integer.toString(number))
                .text("ImageType", "DERIVED", "PRIMARY")
                .integers("SamplesPerPixel", 1)
                .text("PhotometricInterpretation", "MONOCHROME2")
                .text("NumberOfFrames", Integer.toString(masks.size()))
                .integers("Rows", group.rows())
                .integers("Columns", group.columns())
                .integers("BitsAllocated", 1)
                .integers("BitsStored", 1)
                .integers("HighBit", 0)
                .integers("PixelRepresentation", 0)
                .text("SegmentationType", "BINARY")
                .text("ContentLabel", "READING")
                .text("ContentDescription", "Regions marked by a reader")
                .text("ContentCreatorName", CommonModules.personName(reading.reader()))
                .items("SegmentSequence", segments(masks))
                .items("ReferencedSeriesSequence", List.of(series(group.series(), masks)))
                .items("SharedFunctionalGroupsSequence", List.of(shared(group, masks)))
                .element(Element.bytes(
                        Tags.PIXEL_DATA,
                        Vr.OB,
                        BitFrames.pack(masks.stream()
                                .map(mask -> Objects.requireNonNull(mask.mark().mask())
                                        .pixels())
                                .toList())));
        LossyCompression.describe(header, made);
        if (!group.reference().isEmpty()) {
            made.text("FrameOfReferenceUID", group.reference()).text("PositionReferenceIndicator");
        }
        if (!group.inPatient()) { // type 2C where the image says not otherwise how it lies (PS3.3 C.7.6.1)
            made.text(
                    "PatientOrientation", header.texts(Tags.PATIENT_ORIENTATION).toArray(String[]::new));
        }
        new SegmentDimensions(uids.dimensions(number), group.inPatient()).describe(made);
        return made.items("PerFrameFunctionalGroupsSequence", frames(group, masks))
                .dataSet();
    }

    private List<DataSet> segments(List<Masked> masks) {
        List<DataSet> segments = new ArrayList<>();
        for (Masked mask : masks) {
            String label = codes.finding(mask.mark().finding()).title();
            segments.add(new Attributes()
                    .integers("SegmentNumber", segments.size() + 1)
                    .text("SegmentLabel", label.substring(0, Math.min(LABEL, label.length())))
                    .text("SegmentAlgorithmType", "MANUAL")
                    .code("SegmentedPropertyCategoryCodeSequence", Concepts.ABNORMAL)
                    .code(
                            "SegmentedPropertyTypeCodeSequence",
                            codes.concept(mask.mark().finding()))
                    .text("TrackingID", mask.mark().id())
                    .text(
                            "TrackingUID",
                            DerivedUid.ofMark(uids.reportSeries(), mask.mark().id()))
                    .dataSet());
        }
        return segments;
    }

    private static DataSet series(String uid, List<Masked> masks) {
        return new Attributes()
                .text("SeriesInstanceUID", uid)
                .items(
                        "ReferencedInstanceSequence",
                        masks.stream()
                                .map(Masked::image)
                                .distinct()
                                .map(image -> CommonModules.reference(image.sopClass(), image.instance())
                                        .dataSet())
                                .toList())
                .dataSet();
    }

    private static DataSet shared(Group group, List<Masked> masks) {
        Attributes shared = new Attributes();
        ImagePlane plane = masks.get(0).plane();
        if (group.inPatient()) {
            Attributes measures = new Attributes().text("PixelSpacing", decimals(plane.spacing()));
            if (plane.thickness().length == 1) {
                measures.text("SliceThickness", decimals(plane.thickness()));
            }
            shared.item("PixelMeasuresSequence", measures);
        }
        return shared.dataSet();
    }

    private static List<DataSet> frames(Group group, List<Masked> masks) {
        List<Double> depths = group.inPatient()
                ? masks.stream()
                        .map(mask -> mask.plane().depth())
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
        List<DataSet> frames = new ArrayList<>();
        for (Masked mask : masks) {
            int segment = frames.size() + 1;
            Attributes source = CommonModules.reference(
                            mask.image().sopClass(), mask.image().instance())
                    .code("PurposeOfReferenceCodeSequence", Concepts.SEGMENTED_IMAGE)
                    .text("SpatialLocationsPreserved", "YES");
            if (mask.image().frames() > 1) {
                source.text(
                        "ReferencedFrameNumber", Integer.toString(mask.mark().frame()));
            }
            Attributes content = new Attributes();
            Attributes frame = new Attributes()
                    .item(
                            "DerivationImageSequence",
                            new Attributes()
                                    .code("DerivationCodeSequence", Concepts.SEGMENTATION)
                                    .item("SourceImageSequence", source))
                    .item(
                            "SegmentIdentificationSequence",
                            new Attributes().integers("ReferencedSegmentNumber", segment));
            if (group.inPatient()) {
                content.integers(
                        "DimensionIndexValues",
                        segment,
                        depths.indexOf(mask.plane().depth()) + 1L);
                frame.item(
                                "PlanePositionSequence",
                                new Attributes()
                                        .text(
                                                "ImagePositionPatient",
                                                decimals(mask.plane().position())))
                        .item(
                                "PlaneOrientationSequence",
                                new Attributes()
                                        .text(
                                                "ImageOrientationPatient",
                                                decimals(mask.plane().orientation())));
            } else {
                content.integers("DimensionIndexValues", segment);
            }
            frames.add(frame.item("FrameContentSequence", content).dataSet());
        }
        return frames;
    }

    private static String[] decimals(double[] values) {
        return Arrays.stream(values).mapToObj(ContentItem::decimal).toArray(String[]::new);
    }
}
