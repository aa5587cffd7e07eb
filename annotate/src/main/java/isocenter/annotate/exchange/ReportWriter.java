package isocenter.annotate.exchange;

import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.FindingLabel;
import isocenter.annotate.reading.Mark;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reading as a Comprehensive 3D SR that follows TID 1500, Imaging Measurement Report (PS3.3 A.35.13, PS3.16 annex A).
 * What is said of the study is in Qualitative Evaluations; what is said of a series, an image or a frame is a measurement
 * group of those images (TID 1501), and so is each mark (TID 1410).
 */
final class ReportWriter {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.34";

    private final SourceStudy study;
    private final CommittedReading reading;
    private final FindingCodes codes;
    private final ReadingUids uids;
    private final Map<String, SegmentFrame> masks;

    /** @param masks where the mask of each mark is, by the mark's id */
    ReportWriter(SourceStudy study, CommittedReading reading, FindingCodes codes, Map<String, SegmentFrame> masks) {
        this.study = study;
        this.reading = reading;
        this.codes = codes;
        this.uids = ReadingUids.of(reading);
        this.masks = masks;
    }

    DataSet write() {
        Attributes report = CommonModules.object(study, reading, SOP_CLASS, uids.report())
                .text("Modality", "SR")
                .text("SeriesInstanceUID", uids.reportSeries())
                .text("SeriesNumber", "9100")
                .text("SeriesDescription", "Reading")
                .text("SeriesDate", CommonModules.DATE.format(reading.committed()))
                .text("SeriesTime", CommonModules.TIME.format(reading.committed()))
                .items("ReferencedPerformedProcedureStepSequence", List.of())
                .text("CompletionFlag", "COMPLETE")
                .text("VerificationFlag", "UNVERIFIED")
                .items("PerformedProcedureCodeSequence", List.of())
                .items("CurrentRequestedProcedureEvidenceSequence", List.of(evidence()));
        if (reading.version() > 1) {
            report.items("PredecessorDocumentsSequence", List.of(predecessor()));
        }
        root().dataSet().forEach(report::element);
        return report.dataSet();
    }

    private ContentItem root() {
        ContentItem root = ContentItem.container(Concepts.REPORT, "1500")
                .add(ContentItem.MODIFIER, ContentItem.code(Concepts.LANGUAGE, Concepts.ENGLISH))
                .add(ContentItem.CONTEXT, ContentItem.code(Concepts.OBSERVER_TYPE, Concepts.PERSON))
                .add(
                        ContentItem.CONTEXT,
                        ContentItem.person(Concepts.PERSON_NAME, CommonModules.personName(reading.reader())))
                .add(ContentItem.CONTEXT, ContentItem.code(Concepts.OBSERVER_TYPE, Concepts.DEVICE))
                .add(ContentItem.CONTEXT, ContentItem.uid(Concepts.DEVICE_UID, DicomWriter.IMPLEMENTATION_CLASS_UID))
                .add(ContentItem.CONTEXT, ContentItem.text(Concepts.DEVICE_NAME, CommonModules.MANUFACTURER))
                .add(ContentItem.CONTEXT, ContentItem.text(Concepts.DEVICE_MANUFACTURER, CommonModules.MANUFACTURER))
                .add(
                        ContentItem.CONTEXT,
                        ContentItem.text(
                                Concepts.DEVICE_MODEL, CommonModules.MANUFACTURER + " " + CommonModules.version()))
                .add(ContentItem.MODIFIER, ContentItem.code(Concepts.PROCEDURE, Concepts.IMAGING))
                .add(ContentItem.CONTAINS, library());
        ContentItem measurements = ContentItem.container(Concepts.MEASUREMENTS);
        ContentItem evaluations = ContentItem.container(Concepts.EVALUATIONS);
        MeasurementGroups groups = new MeasurementGroups(study, codes, uids.reportSeries());
        for (FindingLabel label : reading.content().labels()) {
            if (label.series() == null && label.instance() == null) {
                evaluations.add(ContentItem.CONTAINS, groups.evaluation(label));
            } else {
                measurements.add(ContentItem.CONTAINS, groups.of(label));
            }
        }
        for (Mark mark : reading.content().marks()) {
            measurements.add(ContentItem.CONTAINS, groups.of(mark, masks.get(mark.id())));
        }
        if (!reading.content().remark().isEmpty()) {
            evaluations.add(
                    ContentItem.CONTAINS,
                    ContentItem.text(Concepts.COMMENT, reading.content().remark()));
        }
        // a report must have one of the two, and programs look for the first
        if (measurements.hasChildren() || !evaluations.hasChildren()) {
            root.add(ContentItem.CONTAINS, measurements);
        }
        return evaluations.hasChildren() ? root.add(ContentItem.CONTAINS, evaluations) : root;
    }

    /** The images that were read, by series (TID 1600). */
    private ContentItem library() {
        ContentItem library = ContentItem.container(Concepts.LIBRARY, "1600");
        for (List<SourceImage> images : bySeries().values()) {
            ContentItem group = ContentItem.container(Concepts.LIBRARY_GROUP);
            Concepts.modality(images.get(0).modality())
                    .ifPresent(modality ->
                            group.add(ContentItem.ACQUISITION, ContentItem.code(Concepts.MODALITY, modality)));
            for (SourceImage image : images) {
                group.add(
                        ContentItem.CONTAINS,
                        ContentItem.image(CommonModules.reference(image.sopClass(), image.instance())));
            }
            library.add(ContentItem.CONTAINS, group);
        }
        return library;
    }

    private Map<String, List<SourceImage>> bySeries() {
        Map<String, List<SourceImage>> series = new LinkedHashMap<>();
        for (SourceImage image : study.images()) {
            series.computeIfAbsent(image.series(), any -> new ArrayList<>()).add(image);
        }
        return series;
    }

    /** Every image and segmentation that the report refers to (PS3.3 C.17.2.1). */
    private DataSet evidence() {
        Map<String, Map<String, DataSet>> series = new LinkedHashMap<>();
        for (SourceImage image : study.images()) {
            series.computeIfAbsent(image.series(), any -> new LinkedHashMap<>())
                    .put(
                            image.instance(),
                            CommonModules.reference(image.sopClass(), image.instance())
                                    .dataSet());
        }
        for (SegmentFrame mask : masks.values()) {
            series.computeIfAbsent(mask.series(), any -> new LinkedHashMap<>())
                    .put(
                            mask.instance(),
                            CommonModules.reference(SegmentationWriter.SOP_CLASS, mask.instance())
                                    .dataSet());
        }
        List<DataSet> items = new ArrayList<>();
        series.forEach((uid, instances) -> items.add(new Attributes()
                .text("SeriesInstanceUID", uid)
                .items("ReferencedSOPSequence", List.copyOf(instances.values()))
                .dataSet()));
        return new Attributes()
                .text("StudyInstanceUID", study.uid())
                .items("ReferencedSeriesSequence", items)
                .dataSet();
    }

    private DataSet predecessor() {
        String before = uids.report(reading.version() - 1);
        return new Attributes()
                .text("StudyInstanceUID", study.uid())
                .item(
                        "ReferencedSeriesSequence",
                        new Attributes()
                                .text("SeriesInstanceUID", uids.reportSeries())
                                .item("ReferencedSOPSequence", CommonModules.reference(SOP_CLASS, before)))
                .dataSet();
    }
}
