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
        byte[] data = new byte[in.limit()];
        in.get(0, data);
        byte[] plane = new byte[pixels.pixels()];
        for (int segment = 0; segment < segments; segment++) {
            int start = in.getInt(4 + 4 * segment);
            int end = segment + 1 < segments ? in.getInt(8 + 4 * segment) : in.limit();
            if (start < HEADER || end < start || end > in.limit()) {
                throw new PixelDecodeException("an RLE frame has a segment offset out of range");
            }
            int shift = 8 * (bytes - 1 - segment % bytes);
            unpack(data, start, end, plane);
            spread(plane, samples, segment / bytes, pixels.samples(), shift);
        }
        int shift = pixels.highBit() + 1 - pixels.bitsStored();
        if (shift > 0) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] >>>= shift;
            }
        }
        return new Decoded(samples, pixels.colours());
    }

    /** Puts a byte of each pixel where it belongs in its sample. */
    private static void spread(byte[] plane, int[] samples, int first, int stride, int shift) {
        if (stride == 1) { // a loop that is compiled to vector instructions
            for (int i = 0; i < plane.length; i++) {
                samples[i] |= (plane[i] & 0xFF) << shift;
            }
            return;
        }
        for (int i = 0, at = first; i < plane.length; i++, at += stride) {
            samples[at] |= (plane[i] & 0xFF) << shift;
        }
    }

    /** PackBits: n in 0..127 copies n + 1 bytes, n in −127..−1 repeats the next byte 1 − n times, −128 does nothing. */
    private static void unpack(byte[] in, int start, int end, byte[] out) {
        int at = start;
        int filled = 0;
        while (filled < out.length && at < end) {
            int n = in[at++];
            if (n >= 0) {
                int count = Math.min(n + 1, out.length - filled); // a last run may pad the segment to an even length
                if (count > end - at) {
                    break;
                }
                System.arraycopy(in, at, out, filled, count);
                at += n + 1;
                filled += count;
            } else if (n != Byte.MIN_VALUE) {
                if (at >= end) {
                    break;
                }
                byte value = in[at++];
                int stop = Math.min(filled + 1 - n, out.length);
                while (filled < stop) { // three or four times: too few for a call
                    out[filled++] = value;
                }
            }
        }
        if (filled < out.length) {
            throw new PixelDecodeException("an RLE segment ends before its last pixel");
        }
    }
}
