package isocenter.annotate.exchange;

import java.nio.ByteBuffer;

/**
 * Frames of one bit a pixel, as Pixel Data has them (PS3.5 section 8.1.1 and annex D): the first pixel is the least
 * significant bit of the first byte, and a frame begins at the bit after the last one of the frame before.
 */
final class BitFrames {
    private BitFrames() {}

    /** An even number of bytes. */
    static byte[] pack(Iterable<boolean[]> frames) {
        long bits = 0;
        for (boolean[] frame : frames) {
            bits += frame.length;
        }
        byte[] packed = new byte[Math.toIntExact((bits + 15) / 16 * 2)];
        long at = 0;
        for (boolean[] frame : frames) {
            for (boolean pixel : frame) {
                if (pixel) {
                    packed[(int) (at >>> 3)] |= (byte) (1 << (at & 7));
                }
                at++;
            }
        }
        return packed;
    }

    /**
     * One frame.
     *
     * @param frame counted from 1
     * @param pixels of each frame
     * @throws IndexOutOfBoundsException when the bytes end before the frame does
     */
    static boolean[] unpack(ByteBuffer packed, int frame, int pixels) {
        boolean[] unpacked = new boolean[pixels];
        long at = (long) (frame - 1) * pixels;
        for (int i = 0; i < pixels; i++, at++) {
            unpacked[i] = (packed.get((int) (at >>> 3)) >> (at & 7) & 1) != 0;
        }
        return unpacked;
    }
}
