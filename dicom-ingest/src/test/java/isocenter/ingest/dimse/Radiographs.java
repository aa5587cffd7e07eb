package isocenter.ingest.dimse;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.math.BigInteger;
import java.util.Random;
import java.util.UUID;

/** Small radiographs of invented patients that the archive keeps. */
final class Radiographs {
    static final String DIGITAL_X_RAY = "1.2.840.10008.5.1.4.1.1.1.1";
    private static final int SIDE = 16;

    private Radiographs() {}

    static String newUid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    /** One image of a study of its own. */
    static DataSet of(String patient) {
        return inStudy(patient, newUid());
    }

    static DataSet inStudy(String patient, String study) {
        byte[] pixels = new byte[SIDE * SIDE];
        String instance = newUid();
        new Random(instance.hashCode()).nextBytes(pixels);
        return new DataSet()
                .putText(Tags.SOP_CLASS_UID, DIGITAL_X_RAY)
                .putText(Tags.SOP_INSTANCE_UID, instance)
                .putText(Tags.STUDY_INSTANCE_UID, study)
                .putText(Tags.SERIES_INSTANCE_UID, newUid())
                .putText(Tags.PATIENT_ID, patient)
                .putText(Tags.PATIENT_NAME, "Invented^" + patient)
                .putText(Tags.MODALITY, "DX")
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
}
