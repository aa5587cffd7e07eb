package isocenter.ingest.pixel;

import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Vr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Uncompressed integer pixel data (PS3.5 section 8.1 and annex D). */
final class NativeFrames implements FrameDecoder {
    private final ByteBuffer bytes;
    private final boolean swappedBytes;
    private final PixelDescription pixels;

    NativeFrames(Element element, PixelDescription pixels) {
        this.bytes = element.bytes();
        this.pixels = pixels;
        // PS3.5 annex D: 8-bit samples in OW are halves of words, which big endian turns around
        this.swappedBytes =
                element.vr() == Vr.OW && bytes.order() == ByteOrder.BIG_ENDIAN && pixels.bitsAllocated() <= 8;
        NativeSize.check(bytes.remaining(), bitsPerFrame(pixels), pixels.frames());
    }

    private static long bitsPerFrame(PixelDescription pixels) {
        if (pixels.samples() == 3 && pixels.isNative422()) {
            if (pixels.bitsAllocated() != 8 || pixels.columns() % 2 != 0 || pixels.planar()) {
                throw new PixelDecodeException("4:2:2 pixel data has odd columns, planes or other than 8 bits");
            }
            return pixels.pixels() * 16L;
        }
        return (long) pixels.samplesPerFrame() * pixels.bitsAllocated();
    }

    @Override
    public StoredFrame decode(int frame) {
        long firstBit = frame * bitsPerFrame(pixels);
        int[] values = pixels.bitsAllocated() == 1
                ? NativeSamples.bits(bytes, firstBit, pixels, swappedBytes)
                : NativeSamples.read(slice(firstBit / 8), pixels);
        return new StoredFrame.Integers(
                pixels.rows(),
                pixels.columns(),
                pixels.samples(),
                pixels.colours(),
                values,
                pixels.bitsStored() == 32 && !pixels.signed());
    }

    @Override
    public ByteBuffer encoded(int frame) {
        if (pixels.bitsAllocated() == 1) {
            throw new PixelDecodeException("frames of single bits need not begin at a byte: ask for all of them");
        }
        return slice(frame * bitsPerFrame(pixels) / 8);
    }

    private ByteBuffer slice(long offset) {
        int length = (int) (bitsPerFrame(pixels) / 8);
        if (!swappedBytes) {
            return bytes.slice((int) offset, length).order(bytes.order());
        }
        byte[] straight = new byte[length];
        for (int i = 0; i < length; i++) {
            straight[i] = bytes.get((int) (offset + i) ^ 1);
        }
        return ByteBuffer.wrap(straight);
    }
}
