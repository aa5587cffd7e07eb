package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.util.List;

/** Builds small image objects; every part of the description can be made wrong. */
public final class TestImage {
    private final DataSet dataSet = new DataSet();
    private TransferSyntax syntax = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;

    private TestImage() {}

    /** One sample per pixel, unsigned, all allocated bits stored. */
    public static TestImage grey(int rows, int columns, int bits) {
        TestImage image = new TestImage();
        image.dataSet
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
                .putText(Tags.SOP_INSTANCE_UID, "2.25.1")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.ROWS, rows)
                .putIntegers(Tags.COLUMNS, columns)
                .putIntegers(Tags.BITS_ALLOCATED, bits)
                .putIntegers(Tags.BITS_STORED, bits)
                .putIntegers(Tags.HIGH_BIT, bits - 1)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0);
        return image;
    }

    public static TestImage colour(int rows, int columns, String photometric) {
        return grey(rows, columns, 8)
                .integer(Tags.SAMPLES_PER_PIXEL, 3)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, photometric)
                .integer(Tags.PLANAR_CONFIGURATION, 0);
    }

    public TestImage integer(int tag, long... values) {
        dataSet.putIntegers(tag, values);
        return this;
    }

    public TestImage text(int tag, String... values) {
        dataSet.putText(tag, values);
        return this;
    }

    public TestImage put(Element element) {
        dataSet.put(element);
        return this;
    }

    public TestImage stored(int bitsStored, int highBit, boolean signed) {
        return integer(Tags.BITS_STORED, bitsStored)
                .integer(Tags.HIGH_BIT, highBit)
                .integer(Tags.PIXEL_REPRESENTATION, signed ? 1 : 0);
    }

    /** Uncompressed samples in the object's Bits Allocated. */
    public TestImage pixels(long... samples) {
        int bits = dataSet.integer(Tags.BITS_ALLOCATED).orElseThrow();
        return put(
                bits == 32
                        ? Element.bytes(Tags.PIXEL_DATA, Vr.OW, little32(samples))
                        : Element.integers(Tags.PIXEL_DATA, bits == 16 ? Vr.OW : Vr.OB, samples));
    }

    public TestImage frames(TransferSyntax encapsulated, byte[]... frames) {
        syntax = encapsulated;
        return put(Element.fragments(Tags.PIXEL_DATA, List.of(frames)));
    }

    public TestImage syntax(TransferSyntax other) {
        syntax = other;
        return this;
    }

    public DicomObject object() {
        return new DicomObject(new DataSet(), dataSet, syntax);
    }

    public Frames decoded() {
        return Frames.of(object());
    }

    /** The integers of the first frame. */
    public int[] values() {
        return ((StoredFrame.Integers) decoded().stored(0)).values();
    }

    private static byte[] little32(long[] samples) {
        byte[] bytes = new byte[samples.length * 4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (samples[i / 4] >>> 8 * (i % 4));
        }
        return bytes;
    }
}
