package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.TransferSyntax;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Objects with their pixels decoded, in Explicit VR Little Endian: what a reader gets that knows no codec. The stored
 * values are the same; samples are interleaved, and Photometric Interpretation says what they now are.
 */
public final class Uncompressed {
    private Uncompressed() {}

    /**
     * The same object, uncompressed; the given one is not changed.
     *
     * @throws PixelDecodeException when a frame cannot be decoded exactly, or all together exceed 2 GiB
     */
    public static DicomObject of(DicomObject object) {
        return object.syntax().encapsulated()
                ? NativePixels.changed(object, frame -> frame)
                : new DicomObject(
                        new DataSet(), object.dataSet(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, object.assumptions());
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
}
