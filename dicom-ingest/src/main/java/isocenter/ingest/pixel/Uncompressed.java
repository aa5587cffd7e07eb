package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Objects with their pixels decoded, in Explicit VR Little Endian: what a reader gets that knows no codec. The stored
 * values are the same; samples are interleaved, and Photometric Interpretation says what they now are.
 */
public final class Uncompressed {
    private Uncompressed() {}

    /** Bytes that {@link #of} would need for the pixels of this object. */
    public static long size(DicomObject object) {
        PixelDescription pixels = PixelDescription.of(object.dataSet());
        return ((long) pixels.samplesPerFrame() * pixels.bitsAllocated() * pixels.frames() + 7) / 8;
    }

    /**
     * The same object, uncompressed; the given one is not changed.
     *
     * @throws PixelDecodeException when a frame cannot be decoded exactly, or all together exceed 2 GiB
     */
    public static DicomObject of(DicomObject object) {
        DataSet dataSet = object.dataSet().copy();
        if (object.syntax().encapsulated()) {
            decode(object, dataSet);
        }
        return new DicomObject(new DataSet(), dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, object.assumptions());
    }

    private static void decode(DicomObject object, DataSet dataSet) {
        long size = size(object);
        if (size > Integer.MAX_VALUE - 64) {
            throw new PixelDecodeException("all frames together exceed 2 GiB: ask for them one by one");
        }
        Frames frames = Frames.of(object);
        PixelDescription pixels = frames.description();
        ByteBuffer all = ByteBuffer.allocate((int) size);
        ColourSpace colours = ColourSpace.GREY;
        try (FrameCursor cursor = frames.cursor()) {
            for (int frame = 0; frame < frames.count(); frame++) {
                StoredFrame stored = cursor.at(frame);
                colours = stored.colours();
                if (pixels.bitsAllocated() == 1) {
                    pack(stored, (long) frame * pixels.pixels(), all.array());
                } else {
                    all.put(bytes(stored, pixels));
                }
            }
        }
        dataSet.put(Element.bytes(Tags.PIXEL_DATA, pixels.bitsAllocated() > 8 ? Vr.OW : Vr.OB, all.array()));
        dataSet.remove(Tags.EXTENDED_OFFSET_TABLE);
        dataSet.remove(Tags.EXTENDED_OFFSET_TABLE_LENGTHS);
        dataSet.putIntegers(Tags.HIGH_BIT, pixels.bitsStored() - 1);
        if (pixels.samples() > 1) {
            dataSet.putIntegers(Tags.PLANAR_CONFIGURATION, 0);
            dataSet.putText(Tags.PHOTOMETRIC_INTERPRETATION, colours == ColourSpace.YBR_FULL ? "YBR_FULL" : "RGB");
        }
    }

    /** A frame of 8, 16 or 32 bits a sample, or of reals; single bits become whole bytes of 0 and 1. */
    static ByteBuffer bytes(StoredFrame frame, PixelDescription pixels) {
        int samples = pixels.samplesPerFrame();
        int unit = Math.max(1, pixels.bitsAllocated() / 8);
        ByteBuffer bytes = ByteBuffer.allocate(samples * unit).order(ByteOrder.LITTLE_ENDIAN);
        if (frame instanceof StoredFrame.Integers integers) {
            for (int value : integers.values()) {
                switch (unit) {
                    case 1 -> bytes.put((byte) value);
                    case 2 -> bytes.putShort((short) value);
                    default -> bytes.putInt(value);
                }
            }
        } else {
            for (int i = 0; i < samples; i++) {
                if (unit == 4) {
                    bytes.putFloat((float) frame.at(i));
                } else {
                    bytes.putDouble(frame.at(i));
                }
            }
        }
        return bytes.flip();
    }

    private static void pack(StoredFrame frame, long firstBit, byte[] all) {
        for (int i = 0; i < frame.rows() * frame.columns(); i++) {
            long bit = firstBit + i;
            all[(int) (bit >>> 3)] |= (byte) ((int) frame.at(i) << (bit & 7));
        }
    }
}
