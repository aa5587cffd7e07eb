package isocenter.deploy.app;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Random;
import java.util.UUID;

/** A radiograph of noise that nobody was in. */
final class SmallFilm {
    private SmallFilm() {}

    /** A Part 10 file with UIDs of its own. */
    static byte[] of(Random random, int side) {
        byte[] pixels = new byte[side * side];
        random.nextBytes(pixels);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % side * 250 / side + (pixels[i] & 3)); // noise alone may look like writing
        }
        DataSet film = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
                .putText(Tags.SOP_INSTANCE_UID, uid())
                .putText(Tags.STUDY_INSTANCE_UID, uid())
                .putText(Tags.SERIES_INSTANCE_UID, uid())
                .putText(Tags.PATIENT_ID, "FILM" + random.nextInt(50))
                .putText(Tags.PATIENT_NAME, "Film^Small")
                .putText(Tags.MODALITY, "DX")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, side)
                .putIntegers(Tags.COLUMNS, side)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .putIntegers(Tags.BITS_STORED, 8)
                .putIntegers(Tags.HIGH_BIT, 7)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(new DicomObject(new DataSet(), film, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
