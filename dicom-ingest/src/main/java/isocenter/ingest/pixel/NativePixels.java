package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes changed frames back into an object, uncompressed (PS3.5 section 8.2, explicit VR little endian). */
public final class NativePixels {
    private static final long LARGEST = Integer.MAX_VALUE - 64;

    private NativePixels() {}

    /** Gives the frame to be stored in place of one, of the same size; it may change the given values. */
    public interface Change {
        StoredFrame.Integers apply(StoredFrame.Integers frame);
    }

    /**
     * The object with every frame decoded, changed and stored uncompressed. Values that the change leaves alone are the
     * same numbers as before; bits outside Bits Stored become zero.
     *
     * @throws PixelDecodeException when a frame cannot be decoded, is real-valued, or all together exceed 2 GiB
     */
    public static DicomObject changed(DicomObject object, Change change) {
        PixelDescription pixels = PixelDescription.of(object.dataSet());
        Frames frames = Frames.of(object);
        long bits = (long) pixels.samplesPerFrame() * pixels.bitsAllocated();
        long bytes = (bits * frames.count() + 7) / 8;
        if (bytes > LARGEST) {
            throw new PixelDecodeException("the frames are too large to be stored uncompressed");
        }
        ByteBuffer out = ByteBuffer.allocate((int) (bytes + (bytes & 1))).order(ByteOrder.LITTLE_ENDIAN);
        ColourSpace colours = ColourSpace.GREY;
        for (int frame = 0; frame < frames.count(); frame++) {
            if (!(frames.stored(frame) instanceof StoredFrame.Integers decoded)) {
                throw new PixelDecodeException("real-valued pixels cannot be blanked");
            }
            StoredFrame.Integers stored = change.apply(decoded);
            colours = stored.colours();
            if (colours == ColourSpace.YBR_PARTIAL) {
                throw new PixelDecodeException("a video's pictures have no uncompressed form in DICOM");
            }
            write(stored.values(), pixels, frame * bits, out);
        }
        DataSet dataSet = object.dataSet().copy();
        describe(dataSet, pixels, colours);
        Vr vr = pixels.bitsAllocated() > 8 ? Vr.OW : Vr.OB;
        dataSet.put(Element.bytes(Tags.PIXEL_DATA, vr, out.array()));
        return new DicomObject(object.fileMeta(), dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, object.assumptions());
    }

    private static void describe(DataSet dataSet, PixelDescription pixels, ColourSpace colours) {
        dataSet.remove(Tags.EXTENDED_OFFSET_TABLE);
        dataSet.remove(Tags.EXTENDED_OFFSET_TABLE_LENGTHS);
        dataSet.putIntegers(Tags.BITS_STORED, pixels.bitsStored());
        dataSet.putIntegers(Tags.HIGH_BIT, pixels.bitsStored() - 1);
        if (pixels.samples() > 1) {
            dataSet.putIntegers(Tags.PLANAR_CONFIGURATION, 0);
            dataSet.putText(Tags.PHOTOMETRIC_INTERPRETATION, colours == ColourSpace.RGB ? "RGB" : "YBR_FULL");
        }
    }

    private static void write(int[] values, PixelDescription pixels, long firstBit, ByteBuffer out) {
        int mask = pixels.bitsStored() == 32 ? -1 : (1 << pixels.bitsStored()) - 1;
        int at = (int) (firstBit / 8);
        switch (pixels.bitsAllocated()) {
            case 1 -> {
                for (int i = 0; i < values.length; i++) {
                    long bit = firstBit + i;
                    int index = (int) (bit >>> 3);
                    out.put(index, (byte) (out.get(index) | (values[i] & 1) << (bit & 7)));
                }
            }
            case 8 -> {
                for (int value : values) {
                    out.put(at++, (byte) (value & mask));
                }
            }
            case 16 -> {
                for (int value : values) {
                    out.putShort(at, (short) (value & mask));
                    at += 2;
                }
            }
            default -> {
                for (int value : values) {
                    out.putInt(at, value & mask);
                    at += 4;
                }
            }
        }
    }
}
