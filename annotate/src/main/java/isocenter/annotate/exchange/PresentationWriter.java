package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.Mark;
import isocenter.ingest.dicom.DataSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The drawings of a reading as a Grayscale Softcopy Presentation State (PS3.3 A.33.1): boxes, polygons and lengths as
 * polylines, a graphic layer for each finding. Its coordinates are those of a reading (PS3.3 C.10.5.1.2).
 */
final class PresentationWriter {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.11.1";

    private final SourceStudy study;
    private final CommittedReading reading;
    private final FindingCodes codes;

    PresentationWriter(SourceStudy study, CommittedReading reading, FindingCodes codes) {
        this.study = study;
        this.reading = reading;
        this.codes = codes;
    }

    /** The object; empty when nothing is drawn. */
    Optional<DataSet> write() {
        List<Mark> drawn = reading.content().marks().stream()
                .filter(mark -> mark.shape() != Shape.MASK)
                .toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        ReadingUids uids = ReadingUids.of(reading);
        Map<String, String> layers = layers(drawn);
        Set<SourceImage> images = new LinkedHashSet<>();
        drawn.forEach(mark -> images.add(study.image(mark.instance())));
        return Optional.of(CommonModules.object(study, reading, SOP_CLASS, uids.presentation())
                .text("Modality", "PR")
                .text("Laterality")
                .text("SeriesInstanceUID", uids.presentationSeries())
                .text("SeriesNumber", "9300")
                .text("SeriesDescription", "Drawings of a reader")
                .text("ContentLabel", "READING")
                .text("ContentDescription", "Drawings of a reader")
                .text("ContentCreatorName", CommonModules.personName(reading.reader()))
                .text("PresentationCreationDate", CommonModules.DATE.format(reading.committed()))
                .text("PresentationCreationTime", CommonModules.TIME.format(reading.committed()))
                .text("PresentationLUTShape", "IDENTITY")
                .items("ReferencedSeriesSequence", series(images))
                .items("DisplayedAreaSelectionSequence", areas(images))
                .items(
                        "GraphicAnnotationSequence",
                        drawn.stream().map(mark -> annotation(mark, layers)).toList())
                .items("GraphicLayerSequence", order(layers))
                .dataSet());
    }

    /** Finding → name of its layer, in the order of their first marks. */
    private static Map<String, String> layers(List<Mark> drawn) {
        Map<String, String> layers = new LinkedHashMap<>();
        for (Mark mark : drawn) {
            layers.putIfAbsent(mark.finding(), "FINDING" + (layers.size() + 1));
        }
        return layers;
    }

    private List<DataSet> order(Map<String, String> layers) {
        List<DataSet> items = new ArrayList<>();
        layers.forEach((finding, layer) -> items.add(new Attributes()
                .text("GraphicLayer", layer)
                .text("GraphicLayerOrder", Integer.toString(items.size() + 1))
                .text(
                        "GraphicLayerDescription",
                        FindingCodes.shortened(codes.finding(finding).title()))
                .dataSet()));
        return items;
    }

    private static List<DataSet> series(Set<SourceImage> images) {
        Map<String, List<DataSet>> series = new LinkedHashMap<>();
        images.forEach(image ->
                series.computeIfAbsent(image.series(), any -> new ArrayList<>()).add(reference(image)));
        List<DataSet> items = new ArrayList<>();
        series.forEach((uid, references) -> items.add(new Attributes()
                .text("SeriesInstanceUID", uid)
                .items("ReferencedImageSequence", references)
                .dataSet()));
        return items;
    }

    private static DataSet reference(SourceImage image) {
        return CommonModules.reference(image.sopClass(), image.instance()).dataSet();
    }

    /** All of each image. */
    private static List<DataSet> areas(Set<SourceImage> images) {
        Map<List<Integer>, List<DataSet>> sizes = new LinkedHashMap<>();
        images.forEach(image -> sizes.computeIfAbsent(List.of(image.columns(), image.rows()), any -> new ArrayList<>())
                .add(reference(image)));
        List<DataSet> items = new ArrayList<>();
        sizes.forEach((size, references) -> items.add(new Attributes()
                .items("ReferencedImageSequence", references)
                .integers("DisplayedAreaTopLeftHandCorner", 1, 1)
                .integers("DisplayedAreaBottomRightHandCorner", size.get(0), size.get(1))
                .text("PresentationSizeMode", "SCALE TO FIT")
                .text("PresentationPixelAspectRatio", "1", "1")
                .dataSet()));
        return items;
    }

    private DataSet annotation(Mark mark, Map<String, String> layers) {
        SourceImage image = study.image(mark.instance());
        Attributes reference = CommonModules.reference(image.sopClass(), image.instance());
        if (image.frames() > 1) {
            reference.text("ReferencedFrameNumber", Integer.toString(mark.frame()));
        }
        List<List<Double>> points = MeasurementGroups.outline(mark);
        return new Attributes()
                .item("ReferencedImageSequence", reference)
                .text("GraphicLayer", layers.getOrDefault(mark.finding(), ""))
                .item(
                        "GraphicObjectSequence",
                        new Attributes()
                                .text("GraphicAnnotationUnits", "PIXEL")
                                .integers("GraphicDimensions", 2)
                                .integers("NumberOfGraphicPoints", points.size())
                                .reals(
                                        "GraphicData",
                                        points.stream()
                                                .flatMap(List::stream)
                                                .mapToDouble(Double::doubleValue)
                                                .toArray())
                                .text("GraphicType", "POLYLINE")
                                .text("GraphicFilled", "N"))
                .dataSet();
    }
}
