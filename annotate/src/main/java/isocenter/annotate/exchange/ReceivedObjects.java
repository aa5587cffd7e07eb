package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Finding;
import isocenter.audit.content.Sha256;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomParser;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reports and segmentations that are to be imported, by study. */
final class ReceivedObjects {
    private final List<DataSet> reports = new ArrayList<>();
    private final Map<String, ReceivedMasks> segmentations = new LinkedHashMap<>();
    private final Map<String, List<ReceivedMasks>> segmentationsOfStudy = new LinkedHashMap<>();
    private final Set<String> studies = new LinkedHashSet<>();
    private final Map<String, List<String>> hashes = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when a file is neither a report that can be read here nor a segmentation */
    static ReceivedObjects read(List<Path> files) {
        ReceivedObjects received = new ReceivedObjects();
        DicomParser parser = new Part10Parser();
        for (int i = 0; i < files.size(); i++) {
            String which = "File " + (i + 1) + " of " + files.size();
            try {
                byte[] bytes = Files.readAllBytes(files.get(i));
                String study = received.add(parser.parse(bytes).dataSet(), which);
                received.hashes.computeIfAbsent(study, any -> new ArrayList<>()).add(Sha256.hex(bytes));
            } catch (DicomFormatException e) {
                throw new IllegalArgumentException(which + " is not DICOM: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return received;
    }

    /** Gives the Study Instance UID. */
    String add(DataSet object, String which) {
        String study = object.text(Tags.STUDY_INSTANCE_UID)
                .orElseThrow(() -> new IllegalArgumentException(which + " names no study"));
        if (ReportReader.reads(object)) {
            reports.add(object);
        } else if (object.text(Tags.SOP_CLASS_UID)
                .filter(SegmentationWriter.SOP_CLASS::equals)
                .isPresent()) {
            ReceivedMasks masks = new ReceivedMasks(object);
            segmentations.put(masks.instance(), masks);
            segmentationsOfStudy
                    .computeIfAbsent(study, any -> new ArrayList<>())
                    .add(masks);
        } else {
            throw new IllegalArgumentException(which + " is neither an Imaging Measurement Report (TID 1500) nor a"
                    + " segmentation; leave it out");
        }
        studies.add(study);
        return study;
    }

    /** Study Instance UIDs as the files have them. */
    Set<String> studies() {
        return studies;
    }

    /** SHA-256 of each file of a study. */
    List<String> hashes(String study) {
        return hashes.getOrDefault(study, List.of());
    }

    /** Adds everything that the files say of a study, as the files call it. */
    void readInto(String study, ReceivedContent content) {
        List<DataSet> ofStudy = reports.stream()
                .filter(report ->
                        report.text(Tags.STUDY_INSTANCE_UID).orElse("").equals(study))
                .toList();
        if (ofStudy.size() > 1) {
            throw new IllegalArgumentException(
                    "There are " + ofStudy.size() + " reports of one study; a reading is made of one");
        }
        if (ofStudy.isEmpty()) {
            segmentationsOfStudy.getOrDefault(study, List.of()).forEach(masks -> segments(masks, content));
        } else {
            new ReportReader(ofStudy.get(0), segmentations, content).read();
        }
    }

    /** A segmentation without a report: every segment is a mark of what it is a segment of. */
    private static void segments(ReceivedMasks masks, ReceivedContent content) {
        if (masks.refusal().isPresent()) {
            content.unmatched().add(masks.refusal().get());
            return;
        }
        for (ReceivedMasks.Segment segment : masks.segments()) {
            String id = DerivedUid.markOf(segment.trackingUid().orElse(masks.instance() + "/" + segment.number()));
            content.finding(segment.type())
                    .ifPresent((Finding finding) -> content.masks(
                            id,
                            finding,
                            masks.frames(OptionalInt.of(segment.number()), List.of(), content.unmatched())));
        }
    }
}
