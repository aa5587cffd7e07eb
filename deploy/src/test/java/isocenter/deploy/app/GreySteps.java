package isocenter.deploy.app;

import isocenter.deploy.demo.Jpeg2000Frames;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A test pattern: 16 by 16 fields of 8 by 8 pixels, each of one stored value, with the grey that each must be shown in.
 *
 * @param bodyPart by which its series is known again
 * @param inverse whether it is MONOCHROME1
 * @param bytes whether stored values have 8 bits, not 12
 * @param signed whether stored values are, and have 16 bits
 * @param slope of the rescale, with its intercept
 * @param centre of the window, after the rescale, with its width
 */
record GreySteps(
        String bodyPart,
        boolean inverse,
        boolean bytes,
        boolean signed,
        int slope,
        int intercept,
        int centre,
        int width) {
    static final int FIELDS = 16;
    static final int FIELD = 8;

    private static final int SIDE = FIELDS * FIELD;

    /** Of twelve bits, with a window that cuts some off at both ends. */
    static GreySteps plain(String bodyPart) {
        return new GreySteps(bodyPart, false, false, false, 1, 0, 1900, 3500);
    }

    /** The same of eight. */
    static GreySteps ofBytes(String bodyPart) {
        return new GreySteps(bodyPart, false, true, false, 1, 0, 120, 220);
    }

    private int stored(int row, int column) {
        return (row / FIELD + column / FIELD) * (bytes ? 8 : 128) - (signed ? 1024 : 0);
    }

    private int bits() {
        return bytes ? 8 : signed ? 16 : 12;
    }

    /** The grey of a field, 0 to 255, by the linear function of PS3.3 C.11.2.1.2.1. */
    double grey(int row, int column) {
        double value = (double) slope * stored(row * FIELD, column * FIELD) + intercept;
        double share = (value - (centre - 0.5)) / (width - 1) + 0.5;
        double grey = 255 * Math.max(0, Math.min(1, share));
        return inverse ? 255 - grey : grey;
    }

    /** A Part 10 file, Explicit VR Little Endian. */
    byte[] dicom() throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate((bytes ? 1 : 2) * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                if (bytes) {
                    pixels.put((byte) stored(row, column));
                } else {
                    pixels.putShort((short) stored(row, column));
                }
            }
        }
        return file(
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                Element.bytes(Tags.PIXEL_DATA, bytes ? Vr.OB : Vr.OW, pixels.array()));
    }

    /** The same in JPEG 2000, lossless. */
    byte[] jpeg2000() throws IOException {
        int[] values = new int[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored(i / SIDE, i % SIDE);
        }
        byte[] frame = Jpeg2000Frames.lossless(values, SIDE, SIDE, 12);
        return file(
                TransferSyntax.JPEG_2000_LOSSLESS,
                Element.fragments(Tags.PIXEL_DATA, List.of(Arrays.copyOf(frame, frame.length + frame.length % 2))));
    }

    private byte[] file(TransferSyntax syntax, Element pixels) throws IOException {
        DataSet image = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .putText(Tags.SOP_INSTANCE_UID, uid())
                .putText(Tags.STUDY_INSTANCE_UID, uid())
                .putText(Tags.SERIES_INSTANCE_UID, uid())
                .putText(Tags.PATIENT_ID, "STEPS" + bodyPart)
                .putText(Tags.PATIENT_NAME, "Steps^Grey")
                .putText(Tags.MODALITY, "CT")
                .putText(Tags.BODY_PART_EXAMINED, bodyPart)
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, inverse ? "MONOCHROME1" : "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, SIDE)
                .putIntegers(Tags.COLUMNS, SIDE)
                .putIntegers(Tags.BITS_ALLOCATED, bytes ? 8 : 16)
                .putIntegers(Tags.BITS_STORED, bits())
                .putIntegers(Tags.HIGH_BIT, bits() - 1)
                .putIntegers(Tags.PIXEL_REPRESENTATION, signed ? 1 : 0)
                .putText(Tags.RESCALE_SLOPE, Integer.toString(slope))
                .putText(Tags.RESCALE_INTERCEPT, Integer.toString(intercept))
                .putText(Tags.WINDOW_CENTER, Integer.toString(centre))
                .putText(Tags.WINDOW_WIDTH, Integer.toString(width))
                .put(pixels);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(new DicomObject(new DataSet(), image, syntax), out);
        return out.toByteArray();
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
