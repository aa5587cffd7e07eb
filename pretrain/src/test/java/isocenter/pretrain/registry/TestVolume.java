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
import java.util.ArrayList;
import java.util.List;

/** Small made-up CT series, one a patient: a rod from feet to head in a body in air. */
final class TestVolume {
    private static final int SIDE = 32;
    private static final int SLICES = 30;

    private TestVolume() {}

    /** Writes the slices of 2 mm as DICOM files. */
    static List<Path> write(Path folder, int number) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int slice = 0; slice < SLICES; slice++) {
            files.add(write(folder, number, slice));
        }
        return files;
    }

    private static Path write(Path folder, int number, int slice) throws IOException {
        long[] pixels = new long[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            double x = i % SIDE - SIDE / 2.0;
            double y = i / SIDE - SIDE / 2.0;
            boolean body = x * x / 196 + y * y / 144 < 1;
            boolean rod = Math.hypot(x - 4 * Math.sin(number + slice / 6.0), y - 3) < 3;
            pixels[i] = rod ? 1800 : body ? 1000 + 10L * number : 24;
        }
        DataSet set = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .putText(Tags.SOP_INSTANCE_UID, "2.25.88" + number + "000" + slice)
                .putText(Tags.STUDY_INSTANCE_UID, "2.25.8810" + number)
                .putText(Tags.SERIES_INSTANCE_UID, "2.25.8820" + number)
                .putText(Tags.FRAME_OF_REFERENCE_UID, "2.25.8830" + number)
                .putText(Tags.MODALITY, "CT")
                .putText(Tags.PATIENT_ID, "VOLUME" + number)
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putText(Tags.RESCALE_SLOPE, "1")
                .putText(Tags.RESCALE_INTERCEPT, "-1024")
                .putText(Tags.PIXEL_SPACING, "2", "2")
                .putText(Tags.IMAGE_ORIENTATION_PATIENT, "1", "0", "0", "0", "1", "0")
                .putText(Tags.IMAGE_POSITION_PATIENT, "-31", "-31", Integer.toString(2 * slice))
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, SIDE)
                .putIntegers(Tags.COLUMNS, SIDE)
                .putIntegers(Tags.BITS_ALLOCATED, 16)
                .putIntegers(Tags.BITS_STORED, 12)
                .putIntegers(Tags.HIGH_BIT, 11)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0)
                .put(Element.integers(Tags.PIXEL_DATA, Vr.OW, pixels));
        Path file = folder.resolve(number + "-" + slice + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(new DicomObject(new DataSet(), set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        }
        return file;
    }
}
