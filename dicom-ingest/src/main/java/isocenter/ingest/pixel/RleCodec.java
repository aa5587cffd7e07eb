package isocenter.ingest.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RLE Lossless (PS3.5 annex G): PackBits segments, one for each byte of each sample, the most significant byte first.
 */
final class RleCodec implements FrameCodec {
    private static final int HEADER = 64;
    private static final int MAX_SEGMENTS = 15;
    private static final int STEP = Long.BYTES;
    /** Behind the arrays: the longest run and a step beyond its end. */
    private static final int SLACK = 128 + STEP;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
        byte[] data = new byte[in.limit() + SLACK];
        in.get(0, data, 0, in.limit());
        byte[] plane = new byte[pixels.pixels() + SLACK];
        for (int segment = 0; segment < segments; segment++) {
            int start = in.getInt(4 + 4 * segment);
            int end = segment + 1 < segments ? in.getInt(8 + 4 * segment) : in.limit();
            if (start < HEADER || end < start || end > in.limit()) {
                throw new PixelDecodeException("an RLE frame has a segment offset out of range");
            }
            int shift = 8 * (bytes - 1 - segment % bytes);
            unpack(data, start, end, plane, pixels.pixels());
            spread(plane, pixels.pixels(), samples, segment / bytes, pixels.samples(), shift);
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
    private static void spread(byte[] plane, int count, int[] samples, int first, int stride, int shift) {
        if (stride == 1) { // a loop that is compiled to vector instructions
            for (int i = 0; i < count; i++) {
                samples[i] |= (plane[i] & 0xFF) << shift;
            }
            return;
        }
        for (int i = 0, at = first; i < count; i++, at += stride) {
            samples[at] |= (plane[i] & 0xFF) << shift;
        }
    }

    /**
     * PackBits: n in 0..127 copies n + 1 bytes, n in −127..−1 repeats the next byte 1 − n times, −128 does nothing. Eight
     * bytes go at once; those beyond a run's end are overwritten by the next run.
     */
    private static void unpack(byte[] in, int start, int end, byte[] out, int length) {
        int at = start;
        int filled = 0;
        while (filled < length && at < end) {
            int n = in[at++];
            if (n >= 0) {
                int count = Math.min(n + 1, length - filled); // a last run may pad the segment to an even length
                if (count > end - at) {
                    break;
                }
                for (int i = 0; i < count; i += STEP) {
                    EIGHT.set(out, filled + i, (long) EIGHT.get(in, at + i));
                }
                at += n + 1;
                filled += count;
            } else if (n != Byte.MIN_VALUE) {
                if (at >= end) {
                    break;
                }
                long eight = (in[at++] & 0xFFL) * 0x0101010101010101L;
                for (int i = 0; i < 1 - n; i += STEP) {
                    EIGHT.set(out, filled + i, eight);
                }
                filled += 1 - n;
            }
        }
        if (filled < length) {
            throw new PixelDecodeException("an RLE segment ends before its last pixel");
        }
    }
}
