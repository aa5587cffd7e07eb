package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.annotate.labelset.Code;
import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.Level;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.LabelValue;
import isocenter.annotate.reading.Mark;
import isocenter.annotate.reading.ReadingContent;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written as SR and SEG comes back as it was. */
class RoundTripTest {
    static Stream<SourceStudy> studies() {
        return Stream.of(Phantom.radiographs(), Phantom.slices(), Phantom.loop());
    }

    static byte[] bytes(DataSet object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(new DicomObject(new DataSet(), object, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ReceivedContent read(SourceStudy study, List<DataSet> objects, UnaryOperator<String> pseudonym) {
        ReceivedObjects received = new ReceivedObjects();
        objects.forEach(
                object -> received.add(new Part10Parser().parse(bytes(object)).dataSet(), "An object"));
        ReceivedContent content = new ReceivedContent(study, new FindingCodes(Phantom.labels()), pseudonym);
        received.studies().forEach(uid -> received.readInto(uid, content));
        return content;
    }

    @ParameterizedTest
    @MethodSource("studies")
    void labelsMarksMasksAndRemarkComeBack(SourceStudy study) {
        for (int seed = 0; seed < 20; seed++) {
            CommittedReading reading = Phantom.reading(study, 1, seed);
            ReceivedContent received = read(study, Phantom.objects(study, reading), UnaryOperator.identity());
            assertThat(received.counts()).isEmpty();
            assertSame(received.content(), reading.content());
        }
    }

    private static void assertSame(ReadingContent actual, ReadingContent expected) {
        assertThat(actual.labels()).containsExactlyInAnyOrderElementsOf(expected.labels());
        assertThat(actual.remark()).isEqualTo(expected.remark());
        assertThat(actual.marks()).hasSameSizeAs(expected.marks());
        for (int i = 0; i < expected.marks().size(); i++) {
            Mark was = expected.marks().get(i);
            Mark is = actual.marks().get(i);
            assertThat(new Mark(is.id(), is.finding(), is.shape(), is.instance(), is.frame(), was.points(), is.mask()))
                    .isEqualTo(was);
            assertThat(is.points()).hasSameSizeAs(was.points());
            for (int point = 0; point < was.points().size(); point++) {
                for (int axis = 0; axis < 2; axis++) {
                    assertThat(is.points().get(point).get(axis))
                            .isCloseTo(was.points().get(point).get(axis), within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("studies")
    void theSameReadingGivesTheSameBytes(SourceStudy study) {
        List<byte[]> once = Phantom.objects(study, Phantom.reading(study, 1, 3)).stream()
                .map(RoundTripTest::bytes)
                .toList();
        List<byte[]> twice = Phantom.objects(study, Phantom.reading(study, 1, 3)).stream()
                .map(RoundTripTest::bytes)
                .toList();
        assertThat(once).hasSameSizeAs(twice);
        for (int i = 0; i < once.size(); i++) {
            assertThat(once.get(i)).isEqualTo(twice.get(i));
        }
    }

    @Test
    void everyVersionIsAnObjectOfItsOwnAndNamesTheOneBefore() {
        SourceStudy study = Phantom.slices();
        List<DataSet> first = Phantom.objects(study, Phantom.reading(study, 1, 3));
        List<DataSet> second = Phantom.objects(study, Phantom.reading(study, 2, 3));
        assertThat(first).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(first.get(i).text(Tags.SOP_INSTANCE_UID))
                    .isNotEqualTo(second.get(i).text(Tags.SOP_INSTANCE_UID));
        }
        DataSet predecessor = second.get(1)
                .items(Attributes.tag("PredecessorDocumentsSequence"))
                .get(0)
                .items(Attributes.tag("ReferencedSeriesSequence"))
                .get(0)
                .items(Attributes.tag("ReferencedSOPSequence"))
                .get(0);
        assertThat(predecessor.text(Attributes.tag("ReferencedSOPInstanceUID")))
                .isEqualTo(first.get(1).text(Tags.SOP_INSTANCE_UID));
        assertThat(first.get(1).contains(Attributes.tag("PredecessorDocumentsSequence")))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("studies")
    void nothingIsCopiedFromAHeaderButWhatIsNamed(SourceStudy study) {
        for (DataSet object : Phantom.objects(study, Phantom.reading(study, 1, 3))) {
            assertThat(new String(bytes(object), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(Phantom.IDENTITY)
                    .contains("a1b2c3");
        }
    }

    @Test
    void anotherReadersObjectsAreFoundByOriginalUids() {
        SourceStudy study = Phantom.radiographs();
        List<DataSet> objects = Phantom.objects(study, Phantom.reading(study, 1, 3));
        List<SourceImage> renamed = study.images().stream()
                .map(image -> new SourceImage(
                        "9" + image.instance(),
                        image.series(),
                        image.sopClass(),
                        image.modality(),
                        image.frames(),
                        image.rows(),
                        image.columns()))
                .toList();
        SourceStudy here = new SourceStudy(study.uid(), "p", renamed, image -> new DataSet());
        ReceivedContent received = read(here, objects, uid -> "9" + uid);
        assertThat(received.counts()).isEmpty();
        assertThat(received.content().marks())
                .hasSize(7)
                .allSatisfy(mark -> assertThat(mark.instance()).startsWith("92.25."));
    }

    @Test
    void aSegmentationAloneGivesItsMasks() {
        SourceStudy study = Phantom.slices();
        CommittedReading reading = Phantom.reading(study, 1, 3);
        List<DataSet> objects = Phantom.objects(study, reading);
        ReceivedContent received = read(study, objects.subList(0, 1), UnaryOperator.identity());
        assertThat(received.content().labels()).isEmpty();
        assertThat(received.content().marks())
                .isEqualTo(reading.content().marks().stream()
                        .filter(mark -> mark.shape() == Shape.MASK)
                        .toList());
    }

    @Test
    void whatHasNoPlaceIsCounted() {
        SourceStudy study = Phantom.slices();
        List<DataSet> objects = Phantom.objects(study, Phantom.reading(study, 1, 3));
        ReceivedContent without = read(study, objects.subList(1, 2), UnaryOperator.identity());
        assertThat(without.counts()).isEqualTo(Map.of("mask is in a segmentation that was not given", 4));
        SourceStudy other = new SourceStudy(study.uid(), "p", study.images().subList(0, 1), study::header);
        ReceivedContent elsewhere = read(other, objects, UnaryOperator.identity());
        assertThat(elsewhere.counts())
                .isEqualTo(Map.of(
                        "mark is on an image that the study does not have",
                        5,
                        "evaluation does not name one image that finding mass is of",
                        1,
                        "evaluation does not name one series that finding a-finding-without-any-code is of",
                        1,
                        "evaluation does not name one frame that finding artefact is of",
                        1));
    }

    @Test
    void aCodeOfTwoFindingsIsNotGuessed() {
        FindingCodes codes = new FindingCodes(Phantom.labels());
        assertThat(codes.match(Concept.sct("233604007", "")).orElseThrow().id()).isEqualTo("pneumonia");
        assertThat(codes.match(Concept.sct("1", ""))).isEmpty();
        Code cyst = new Code("SCT", "12494005", "Cyst");
        FindingCodes twice = new FindingCodes(new LabelSet(
                "twice", "Twice", false, List.of(finding("left-cyst", cyst), finding("right-cyst", cyst))));
        assertThat(twice.match(Concept.sct("12494005", "Cyst"))).isEmpty();
        assertThat(twice.match(twice.concept("right-cyst")).orElseThrow().id())
                .as("its identifier goes along")
                .isEqualTo("right-cyst");
        Unmatched unmatched = new Unmatched();
        unmatched.addFinding(Concept.sct("233604007", "x"));
        unmatched.addFinding(new Concept("99DOE", "JANE", "DOE JANE", List.of()));
        assertThat(unmatched.counts().keySet())
                .containsExactly(
                        "finding SCT 233604007 is not one of the label set",
                        "finding of another scheme is not one of the label set");
        assertThat(LabelValue.values())
                .allSatisfy(
                        value -> assertThat(Concepts.value(Concepts.of(value))).contains(value));
    }

    private static Finding finding(String id, Code code) {
        return new Finding(id, id, null, List.of(code), Level.STUDY, false, List.of(), List.of(), false);
    }

    @Test
    void lengthsAreMeasuredInMillimetresOfRowsAndColumns() {
        // 3 columns of 0.1 mm and 4 rows of 0.2 mm
        assertThat(lengths(Phantom.radiographs())).containsExactly(Math.hypot(3 * 0.1, 4 * 0.2));
        assertThat(lengths(Phantom.slices())).containsExactly(2.5);
        assertThat(lengths(Phantom.loop())).isEmpty();
    }

    private static List<Double> lengths(SourceStudy study) {
        List<DataSet> objects = Phantom.objects(study, Phantom.reading(study, 1, 3));
        List<Double> lengths = new ArrayList<>();
        for (ReportItem item : new ReportItem(objects.get(objects.size() - 1)).below(Concepts.LENGTH)) {
            lengths.add(item.data()
                    .items(Attributes.tag("MeasuredValueSequence"))
                    .get(0)
                    .number(Attributes.tag("FloatingPointValue"))
                    .orElseThrow());
        }
        return lengths;
    }
}
