package isocenter.pretrain.registry;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Small made-up radiographs, one a patient; the same number gives the same file. */
public final class TestFilm {

    private static final int SIDE = 40;

    private TestFilm() {}

    /** Its SOP Instance UID. */
    public static String uid(int number) {
        return "2.25.9900" + number;
    }

    /** Writes it as a DICOM file. */
    public static Path write(Path folder, int number) throws IOException {
        return write(folder, number, set -> {});
    }

    /** The same with some attributes more, or others. */
    public static Path write(Path folder, int number, Consumer<DataSet> attributes) throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        SplittableRandom random = new SplittableRandom(number);
        double frequency = 0.1 + 0.3 * random.nextDouble();
        double phase = 6 * random.nextDouble();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (127 + 100 * Math.sin(frequency * (i % SIDE) + phase) * Math.cos(0.1 * (i / SIDE)));
        }
        DataSet set = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1")
                .putText(Tags.SOP_INSTANCE_UID, uid(number))
                .putText(Tags.STUDY_INSTANCE_UID, "2.25.9910" + number)
                .putText(Tags.SERIES_INSTANCE_UID, "2.25.9920" + number)
                .putText(Tags.MODALITY, "CR")
                .putText(Tags.BODY_PART_EXAMINED, "CHEST")
                .putText(Tags.PATIENT_ID, "TEST" + number)
                .putText(Tags.PATIENT_SEX, number % 2 == 0 ? "F" : "M")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, SIDE)
                .putIntegers(Tags.COLUMNS, SIDE)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .putIntegers(Tags.BITS_STORED, 8)
                .putIntegers(Tags.HIGH_BIT, 7)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
        attributes.accept(set);
        Path file = folder.resolve(number + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(new DicomObject(new DataSet(), set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        }
        return file;
    }
}
