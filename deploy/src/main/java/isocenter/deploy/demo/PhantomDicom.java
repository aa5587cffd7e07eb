package isocenter.deploy.demo;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A phantom's film as a DICOM object, in its scanner's pixel format. Whoever opens one is told that it is synthetic. */
final class PhantomDicom {

    private static final String CR_IMAGE = "1.2.840.10008.5.1.4.1.1.1";
    private static final String DX_IMAGE_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1";
    private static final String NOTICE = "SYNTHETIC: computed by the Isocenter phantom generator; no person was imaged";

    private PhantomDicom() {}

    static DicomObject of(PhantomFilm film) throws IOException {
        PhantomScanner scanner = film.scanner();
        PhantomPatient patient = film.patient();
        DataSet set = new DataSet()
                .putText(Tags.IMAGE_TYPE, "DERIVED", "PRIMARY")
                .putText(Tags.SOP_CLASS_UID, scanner.modality().equals("CR") ? CR_IMAGE : DX_IMAGE_FOR_PRESENTATION)
                .putText(Tags.SOP_INSTANCE_UID, film.instanceUid())
                .putText(Tags.STUDY_INSTANCE_UID, film.studyUid())
                .putText(Tags.SERIES_INSTANCE_UID, film.seriesUid())
                .putText(Tags.STUDY_DATE, String.format(Locale.ROOT, "202601%02d", 1 + film.number()))
                .putText(Tags.STUDY_TIME, "120000")
                .putText(Tags.MODALITY, scanner.modality())
                .putText(Tags.MANUFACTURER, "Isocenter phantom")
                .putText(Tags.MANUFACTURER_MODEL_NAME, scanner.model())
                .putText(Tags.INSTITUTION_NAME, scanner.institution())
                .putText(Tags.DERIVATION_DESCRIPTION, "Computed phantom")
                .putText(Tags.PATIENT_NAME, "SYNTHETIC^PHANTOM")
                .putText(Tags.PATIENT_ID, patient.id())
                .putText(Tags.PATIENT_SEX, patient.sex())
                .putText(Tags.BODY_PART_EXAMINED, "CHEST")
                .putText(Tags.VIEW_POSITION, "PA")
                .putText(Tags.PATIENT_ORIENTATION, "L", "F")
                .putText(Tags.SERIES_NUMBER, "1")
                .putText(Tags.INSTANCE_NUMBER, "1")
                .putText(Tags.IMAGE_COMMENTS, NOTICE)
                .putText(Tags.BURNED_IN_ANNOTATION, "NO");
        if (patient.age() >= 0) {
            set.putText(Tags.PATIENT_AGE, String.format(Locale.ROOT, "%03dY", patient.age()));
        }
        pixels(set, film);
        return new DicomObject(new DataSet(), set, film.syntax());
    }

    private static void pixels(DataSet set, PhantomFilm film) throws IOException {
        PhantomScanner scanner = film.scanner();
        int allocated = scanner.bits() > 8 ? 16 : 8;
        set.putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, scanner.inverted() ? "MONOCHROME1" : "MONOCHROME2")
                .putIntegers(Tags.ROWS, film.rows())
                .putIntegers(Tags.COLUMNS, film.columns())
                .putIntegers(Tags.BITS_ALLOCATED, allocated)
                .putIntegers(Tags.BITS_STORED, scanner.bits())
                .putIntegers(Tags.HIGH_BIT, scanner.bits() - 1)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0);
        int top = (1 << scanner.bits()) - 1;
        if (scanner.window()) {
            set.putText(Tags.WINDOW_CENTER, Integer.toString((top + 1) / 2))
                    .putText(Tags.WINDOW_WIDTH, Integer.toString(top + 1));
        }
        float[] film01 = FilmExposure.expose(film);
        int[] stored = new int[film01.length];
        for (int i = 0; i < stored.length; i++) {
            int value = Math.round(film01[i] * top);
            stored[i] = scanner.inverted() ? top - value : value;
        }
        set.put(encode(film, stored, allocated));
    }

    private static Element encode(PhantomFilm film, int[] stored, int allocated) throws IOException {
        if (film.syntax() == TransferSyntax.JPEG_2000_LOSSLESS) {
            return fragment(Jpeg2000Encoder.encode(
                    stored, film.rows(), film.columns(), film.scanner().bits()));
        }
        int bytesPerPixel = allocated / 8;
        byte[] bytes = new byte[stored.length * bytesPerPixel];
        for (int i = 0; i < stored.length; i++) {
            for (int k = 0; k < bytesPerPixel; k++) {
                bytes[i * bytesPerPixel + k] = (byte) (stored[i] >>> 8 * k);
            }
        }
        if (film.syntax() == TransferSyntax.RLE_LOSSLESS) {
            return fragment(RleEncoder.encode(bytes, film.columns(), bytesPerPixel));
        }
        boolean words = allocated == 16 || film.syntax() == TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
        return Element.bytes(Tags.PIXEL_DATA, words ? Vr.OW : Vr.OB, bytes);
    }

    private static Element fragment(byte[] frame) {
        byte[] even = frame.length % 2 == 0 ? frame : Arrays.copyOf(frame, frame.length + 1);
        return Element.fragments(Tags.PIXEL_DATA, List.of(even));
    }
}
