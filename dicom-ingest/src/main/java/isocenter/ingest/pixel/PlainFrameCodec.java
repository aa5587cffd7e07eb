package isocenter.ingest.pixel;

import isocenter.ingest.dicom.BoundedInflater;
import isocenter.ingest.dicom.DicomFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames of uncompressed pixels that are encapsulated, as they are or deflated one by one (PS3.5 A.4). */
final class PlainFrameCodec implements FrameCodec {
    private final boolean deflated;

    PlainFrameCodec(boolean deflated) {
        this.deflated = deflated;
    }

    @Override
    public Decoded decode(ByteBuffer encoded, PixelDescription pixels) {
        long bits = pixels.samples() == 3 && pixels.isNative422()
                ? pixels.pixels() * 16L
                : (long) pixels.samplesPerFrame() * pixels.bitsAllocated();
        int bytes = (int) Math.min(Integer.MAX_VALUE - 64, (bits + 7) / 8);
        ByteBuffer frame = (deflated ? inflated(encoded, bytes) : encoded.slice()).order(ByteOrder.LITTLE_ENDIAN);
        if (frame.remaining() < bytes || frame.remaining() > bytes + 1) {
            throw new PixelDecodeException(
                    "a frame has " + frame.remaining() + " bytes where its description needs " + bytes);
        }
        int[] samples = pixels.bitsAllocated() == 1
                ? NativeSamples.bits(frame, 0, pixels, false)
                : NativeSamples.read(frame, pixels);
        return new Decoded(samples, pixels.colours());
    }

    private static ByteBuffer inflated(ByteBuffer encoded, int bytes) {
        try {
            return ByteBuffer.wrap(BoundedInflater.inflate(encoded, bytes + 1L));
        } catch (DicomFormatException e) {
            throw new PixelDecodeException("a frame cannot be inflated: " + e.reason(), e);
        }
    }
}
