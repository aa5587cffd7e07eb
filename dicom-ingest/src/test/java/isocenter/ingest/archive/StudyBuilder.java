package isocenter.ingest.archive;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;

/** Small radiographs of invented patients, each with UIDs of its own. */
public final class StudyBuilder {
    static final String DIGITAL_X_RAY = "1.2.840.10008.5.1.4.1.1.1.1";
    private static final int SIDE = 16;

    private StudyBuilder() {}

    static String newUid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    /** A 16 by 16 radiograph of noise from this seed. */
    public static DataSet radiograph(String patientId, long seed) {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random(seed).nextBytes(pixels);
        return new DataSet()
                .putText(Tags.SOP_CLASS_UID, DIGITAL_X_RAY)
                .putText(Tags.SOP_INSTANCE_UID, newUid())
                .putText(Tags.STUDY_INSTANCE_UID, newUid())
                .putText(Tags.SERIES_INSTANCE_UID, newUid())
                .putText(Tags.PATIENT_ID, patientId)
                .putText(Tags.PATIENT_NAME, "Invented^" + patientId)
                .putText(Tags.MODALITY, "DX")
                .putText(Tags.PATIENT_SEX, "F")
                .putText(Tags.PATIENT_AGE, "047Y")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, SIDE)
                .putIntegers(Tags.COLUMNS, SIDE)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .putIntegers(Tags.BITS_STORED, 8)
                .putIntegers(Tags.HIGH_BIT, 7)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
    }

    static DicomObject object(DataSet dataSet) {
        return new DicomObject(new DataSet(), dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    public static Path write(Path file, DataSet dataSet) {
        return write(file, object(dataSet));
    }

    static Path write(Path file, DicomObject object) {
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(object, out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
