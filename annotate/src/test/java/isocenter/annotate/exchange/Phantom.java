package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Code;
import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.Level;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.FindingLabel;
import isocenter.annotate.reading.LabelValue;
import isocenter.annotate.reading.Mark;
import isocenter.annotate.reading.MaskRuns;
import isocenter.annotate.reading.ReadingContent;
import isocenter.ingest.dicom.DataSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Synthetic studies as they would be kept, and readings of them. */
final class Phantom {
    /** Odd, so that no frame but the first begins at a byte. */
    static final int ROWS = 13;

    static final int COLUMNS = 11;

    static final String IDENTITY = "DOE^JANE";

    private static final String ROOT = "2.25.1234567890";

    private Phantom() {}

    static LabelSet labels() {
        List<Shape> all = List.of(Shape.values());
        return new LabelSet(
                "phantom",
                "Phantom",
                true,
                List.of(
                        finding(
                                "pneumonia",
                                Level.STUDY,
                                all,
                                new Code("RADLEX", "RID5350", "pneumonia"),
                                new Code("SCT", "233604007", "Pneumonia")),
                        finding("mass", Level.IMAGE, all, new Code("SCT", "4147007", "Mass")),
                        finding("a-finding-without-any-code", Level.SERIES, List.of(Shape.BOX)),
                        finding("artefact", Level.FRAME, List.of()),
                        finding("effusion", Level.STUDY, List.of(), new Code("SCT", "60046008", "Pleural effusion")),
                        finding("calcification", Level.STUDY, List.of(Shape.MASK))));
    }

    private static Finding finding(String id, Level level, List<Shape> marks, Code... codes) {
        return new Finding(id, "The " + id, null, List.of(codes), level, false, List.of(), marks, false);
    }

    /** Two views; the size of the detector's pixels is known, that of the patient's is not. */
    static SourceStudy radiographs() {
        return study(
                "1",
                "DX",
                "1.2.840.10008.5.1.4.1.1.1.1",
                2,
                1,
                header -> header.text("ImagerPixelSpacing", "0.2", "0.1").text("PatientOrientation", "L", "F"));
    }

    /** Four slices, half a millimetre a pixel. */
    static SourceStudy slices() {
        return study(
                "2",
                "CT",
                "1.2.840.10008.5.1.4.1.1.2",
                4,
                1,
                header -> header.text("PixelSpacing", "0.5", "0.5")
                        .text("SliceThickness", "2.5")
                        .text("ImageOrientationPatient", "1", "0", "0", "0", "1", "0")
                        .text("FrameOfReferenceUID", ROOT + ".2.9"));
    }

    /** One object of five frames without any geometry. */
    static SourceStudy loop() {
        return study("3", "US", "1.2.840.10008.5.1.4.1.1.3.1", 1, 5, header -> header);
    }

    private static SourceStudy study(
            String number,
            String modality,
            String sopClass,
            int images,
            int frames,
            java.util.function.UnaryOperator<Attributes> more) {
        String uid = ROOT + "." + number;
        List<SourceImage> made = new ArrayList<>();
        for (int i = 1; i <= images; i++) {
            made.add(new SourceImage(uid + ".1." + i, uid + ".1", sopClass, modality, frames, ROWS, COLUMNS));
        }
        return new SourceStudy(uid, "a1b2c3", made, image -> {
            int index = made.indexOf(image);
            Attributes header = more.apply(new Attributes()
                    .text("SOPClassUID", sopClass)
                    .text("SOPInstanceUID", image.instance())
                    .text("StudyInstanceUID", uid)
                    .text("SeriesInstanceUID", image.series())
                    .text("Modality", modality)
                    .text("PatientName", "a1b2c3")
                    .text("PatientID", "a1b2c3")
                    .text("PatientSex", "F")
                    .text("PatientIdentityRemoved", "YES")
                    .text("DeidentificationMethod", "Isocenter")
                    .text("StudyDate", "20200102")
                    .text("StudyTime", "101112")
                    // what no export may copy, had it been left in a header
                    .text("StudyDescription", IDENTITY)
                    .text("InstitutionName", IDENTITY)
                    .text("OperatorsName", IDENTITY)
                    .text("PatientComments", IDENTITY)
                    .text("ImageComments", IDENTITY)
                    .integers("Rows", ROWS)
                    .integers("Columns", COLUMNS));
            if (modality.equals("CT")) {
                header.text("ImagePositionPatient", "-10.25", "3.5", Double.toString(7 - 2.5 * index));
            }
            return header.dataSet();
        });
    }

    /** Labels of every level and marks of every shape. */
    static CommittedReading reading(SourceStudy study, int version, long seed) {
        SourceImage first = study.images().get(0);
        SourceImage last = study.images().get(study.images().size() - 1);
        Random random = new Random(seed);
        List<FindingLabel> labels = List.of(
                FindingLabel.ofStudy("pneumonia", LabelValue.PRESENT),
                FindingLabel.ofStudy("effusion", LabelValue.UNCERTAIN),
                new FindingLabel("mass", LabelValue.ABSENT, null, last.instance(), null),
                new FindingLabel("a-finding-without-any-code", LabelValue.PRESENT, first.series(), null, null),
                new FindingLabel("artefact", LabelValue.PRESENT, null, last.instance(), last.frames()));
        List<Mark> marks = new ArrayList<>();
        marks.add(mark(random, "mass", Shape.BOX, first, 1, List.of(List.of(1.25, 2.5), List.of(10.75, 12.0))));
        marks.add(mark(
                random,
                "pneumonia",
                Shape.POLYGON,
                last,
                last.frames(),
                List.of(List.of(1.0, 1.0), List.of(9.123456789, 2.0), List.of(5.5, 12.987654321))));
        marks.add(mark(random, "mass", Shape.LENGTH, first, 1, List.of(List.of(2.0, 3.0), List.of(5.0, 7.0))));
        // a rectangle that was drawn as a polygon stays one
        marks.add(mark(
                random,
                "mass",
                Shape.POLYGON,
                first,
                1,
                List.of(List.of(1.0, 1.0), List.of(4.0, 1.0), List.of(4.0, 5.0), List.of(1.0, 5.0))));
        marks.add(new Mark(
                "m-1",
                "a-finding-without-any-code",
                Shape.BOX,
                last.instance(),
                1,
                List.of(List.of(0.0, 0.0), List.of(11.0, 13.0)),
                null));
        for (SourceImage image : study.images()) {
            for (int frame = image.frames(); frame >= 1; frame--) {
                marks.add(new Mark(
                        id(random),
                        frame % 2 == 0 ? "calcification" : "pneumonia",
                        Shape.MASK,
                        image.instance(),
                        frame,
                        List.of(),
                        mask(random, ROWS, COLUMNS)));
            }
        }
        return new CommittedReading(
                "reading-" + study.uid(),
                version,
                study.uid(),
                "anna",
                "first",
                Instant.parse("2026-11-23T10:20:30Z"),
                new ReadingContent(labels, marks, "Größer als zuvor"));
    }

    static MaskRuns mask(Random random, int rows, int columns) {
        boolean[] pixels = new boolean[rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(3) == 0;
        }
        return MaskRuns.of(rows, columns, pixels);
    }

    private static Mark mark(
            Random random, String finding, Shape shape, SourceImage image, int frame, List<List<Double>> points) {
        return new Mark(id(random), finding, shape, image.instance(), frame, points, null);
    }

    private static String id(Random random) {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
    }

    /** The objects of a reading: segmentations first, the report last. */
    static List<DataSet> objects(SourceStudy study, CommittedReading reading) {
        FindingCodes codes = new FindingCodes(labels());
        SegmentationWriter.Written masks = new SegmentationWriter(study, reading, codes).write();
        List<DataSet> objects = new ArrayList<>(masks.objects());
        objects.add(new ReportWriter(study, reading, codes, masks.frames()).write());
        return objects;
    }
}
