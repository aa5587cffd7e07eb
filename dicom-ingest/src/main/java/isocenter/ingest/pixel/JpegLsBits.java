package isocenter.ingest.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of a JPEG-LS scan, most significant first. After a byte FF the next byte holds seven bits; a set first bit there
 * means a marker, which ends the scan (ITU-T T.87 A.1).
 */
final class JpegLsBits {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] data;
    private int position;
    private boolean afterFf;
    private long cache;
    private int valid;

    /** Whether one of four bytes is FF: its complement is 0, and only a 0 borrows into its own free highest bit. */
    private static boolean anyFf(int bytes) {
        return (~bytes - 0x01010101 & bytes & 0x80808080) != 0;
    }

    JpegLsBits(byte[] data, int position) {
        this.data = data;
        this.position = position;
    }

    private void fill() {
        if (!afterFf && valid <= 32 && position + 4 <= data.length) {
            int next = (int) INT.get(data, position);
            if (!anyFf(next)) {
                cache |= (next & 0xFFFFFFFFL) << 32 - valid;
                valid += 32;
                position += 4;
                return;
            }
        }
        while (valid <= 56 && position < data.length) {
            int next = data[position] & 0xFF;
            if (next == 0xFF && (position + 1 >= data.length || data[position + 1] < 0)) {
                break; // a marker
            }
            int count = afterFf ? 7 : 8;
            cache |= (long) next << 64 - valid - count;
            valid += count;
            afterFf = next == 0xFF;
            position++;
        }
    }

    /** The next bits, at most 25, as a number. */
    int bits(int count) {
        if (count == 0) {
            return 0;
        }
        if (valid < count) {
            fill();
            requireValid(count);
        }
        int value = (int) (cache >>> 64 - count);
        cache <<= count;
        valid -= count;
        return value;
    }

    /** The number of zeros before the next one, which is taken too. */
    int zeros() {
        int zeros = 0;
        while (true) {
            if (valid < 48) {
                fill();
            }
            requireValid(1);
            int leading = Math.min(Long.numberOfLeadingZeros(cache), valid);
            if (leading < valid) {
                cache = cache << leading << 1; // one shift by 64 would be none
                valid -= leading + 1;
                return zeros + leading;
            }
            zeros += leading;
            cache = 0;
            valid = 0;
        }
    }

    private void requireValid(int count) {
        if (valid < count) {
            throw new PixelDecodeException("a JPEG-LS frame is cut off inside a scan");
        }
    }

    /** Where the marker after the scan is; only padding, to a whole byte and behind a last FF, may be left before it. */
    int end() {
        fill();
        if (valid >= 16 || position + 1 >= data.length) {
            throw new PixelDecodeException("a JPEG-LS scan does not end where its last pixel does");
        }
        return position;
    }
}
