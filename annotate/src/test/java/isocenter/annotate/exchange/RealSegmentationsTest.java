package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import isocenter.annotate.reading.MaskRuns;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that dcmqi and others have made, with the sums of their frames as pydicom 3.0.2 reads them. */
class RealSegmentationsTest {
    private static DataSet read(String name) {
        Path file = Path.of(System.getProperty("samples.dir", ""), "dicom-samples", name);
        assumeTrue(Files.exists(file), "-Dsamples.dir= names no folder with dicom-samples/" + name);
        return new Part10Parser().parse(file).dataSet();
    }

    private static List<Integer> areas(DataSet object) {
        ReceivedMasks masks = new ReceivedMasks(object);
        assertThat(masks.refusal()).isEmpty();
        return masks.frames(OptionalInt.empty(), List.of(), new Unmatched()).stream()
                .map(frame -> area(frame.mask()))
                .toList();
    }

    private static int area(MaskRuns mask) {
        return IntStream.range(0, mask.runs().size())
                .filter(i -> i % 2 == 1)
                .map(mask.runs()::get)
                .sum();
    }

    @Test
    void framesThatBeginWithinAByteAreReadRight() {
        assertThat(areas(read("pydicom-data/liver_nonbyte_aligned.dcm"))).containsExactly(36233, 35645, 35220);
    }

    @Test
    void overlappingSegmentsAreReadRight() {
        assertThat(areas(read("dcmqi/segmentations/partial_overlaps.dcm")))
                .containsExactly(9602, 11888, 117, 117, 10509, 6693, 4713);
    }

    /** dcmqi refers to a whole segment (TID 1411); its retired SNOMED code is replaced by one of the label set. */
    @Test
    void aReportOfDcmqiGivesTheMasksOfItsSegment() {
        DataSet segmentation = read("dcmqi/sr-example/seg.dcm");
        DataSet report = read("dcmqi/sr-example/sr.dcm");
        List<SourceImage> images = new ReceivedMasks(segmentation)
                .frames(OptionalInt.empty(), List.of(), new Unmatched()).stream()
                        .map(frame -> new SourceImage(frame.instance(), "1.2", "1.2", "PT", 1, 128, 128))
                        .toList();
        SourceStudy study = new SourceStudy("1.2", "p", images, image -> new DataSet());
        String uid = segmentation.text(Tags.STUDY_INSTANCE_UID).orElseThrow();
        ReceivedObjects objects = new ReceivedObjects();
        objects.add(segmentation, "");
        objects.add(report, "");
        ReceivedContent before =
                new ReceivedContent(study, new FindingCodes(Phantom.labels()), UnaryOperator.identity());
        objects.readInto(uid, before);
        assertThat(before.content().marks()).isEmpty();
        assertThat(before.counts()).containsEntry("finding of another scheme is not one of the label set", 1);

        new ReportItem(report)
                .below(Concepts.GROUP)
                .get(0)
                .child(Concepts.FINDING)
                .orElseThrow()
                .data()
                .put(Objects.requireNonNull(new Attributes()
                        .code("ConceptCodeSequence", Concept.sct("4147007", "Mass"))
                        .dataSet()
                        .get(Attributes.tag("ConceptCodeSequence"))
                        .orElseThrow()));
        ReceivedContent after =
                new ReceivedContent(study, new FindingCodes(Phantom.labels()), UnaryOperator.identity());
        objects.readInto(uid, after);
        assertThat(after.content().marks())
                .extracting(mark -> area(Objects.requireNonNull(mark.mask())))
                .containsExactly(11, 24, 42, 60, 69, 81, 82, 91, 94, 94, 81, 57, 9);
    }
}
