package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RLE Lossless (PS3.5 annex G): PackBits segments, one for each byte of each sample, the most significant byte first.
 */
final class RleCodec implements FrameCodec {
    private static final int HEADER = 64;
    private static final int MAX_SEGMENTS = 15;

    @Override
    public Decoded decode(ByteBuffer encoded, PixelDescription pixels) {
        ByteBuffer in = encoded.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (in.limit() < HEADER) {
            throw new PixelDecodeException("an RLE frame is shorter than its header");
        }
        int bytes = pixels.bitsAllocated() / 8;
        int segments = in.getInt(0);
        if (bytes == 0 || segments != bytes * pixels.samples() || segments > MAX_SEGMENTS) {
            throw new PixelDecodeException("an RLE frame has another number of segments than its description needs");
        }
        int[] samples = new int[pixels.samplesPerFrame()];
        byte[] plane = new byte[pixels.pixels()];
        for (int segment = 0; segment < segments; segment++) {
            int start = in.getInt(4 + 4 * segment);
            int end = segment + 1 < segments ? in.getInt(8 + 4 * segment) : in.limit();
            if (start < HEADER || end < start || end > in.limit()) {
                throw new PixelDecodeException("an RLE frame has a segment offset out of range");
            }
            unpack(in, start, end, plane);
            int sample = segment / bytes;
            int shift = 8 * (bytes - 1 - segment % bytes);
            for (int i = 0; i < plane.length; i++) {
                samples[i * pixels.samples() + sample] |= (plane[i] & 0xFF) << shift;
            }
        }
        int shift = pixels.highBit() + 1 - pixels.bitsStored();
        if (shift > 0) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] >>>= shift;
            }
        }
        return new Decoded(samples, pixels.colours());
    }

    /** PackBits: n in 0..127 copies n + 1 bytes, n in −127..−1 repeats the next byte 1 − n times, −128 does nothing. */
    private static void unpack(ByteBuffer in, int start, int end, byte[] out) {
        int at = start;
        int filled = 0;
        while (filled < out.length && at < end) {
            int n = in.get(at++);
            if (n >= 0) {
                int count = Math.min(n + 1, out.length - filled); // a last run may pad the segment to an even length
                if (count > end - at) {
                    break;
                }
                in.get(at, out, filled, count);
                at += n + 1;
                filled += count;
            } else if (n != Byte.MIN_VALUE) {
                if (at >= end) {
                    break;
                }
                int count = Math.min(1 - n, out.length - filled);
                java.util.Arrays.fill(out, filled, filled + count, in.get(at++));
                filled += count;
            }
        }
        if (filled < out.length) {
            throw new PixelDecodeException("an RLE segment ends before its last pixel");
        }
    }
}
