package isocenter.ingest.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of a JPEG scan, most significant first. A byte FF in the data is followed by a zero that is none of it; FF and
 * anything else is a marker, where the bits end (ITU-T T.81 B.1.1.5, F.1.2.3).
 */
final class JpegBits {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] data;
    private int position;
    private long cache;
    private int valid;

    JpegBits(byte[] data, int position) {
        this.data = data;
        this.position = position;
    }

    /** The next 32 bits as they come, zeros behind the last. */
    int peek() {
        if (valid < 32) {
            fill();
        }
        return (int) (cache >>> 32);
    }

    /** Takes bits that were looked at, at most 32. */
    void skip(int count) {
        valid -= count;
        if (valid < 0) {
            throw new PixelDecodeException("a JPEG frame is cut off inside a scan");
        }
        cache <<= count;
    }

    private void fill() {
        if (position + 4 <= data.length) {
            int next = (int) INT.get(data, position);
            // no byte is FF: its complement is 0, and only a 0 borrows into its own free highest bit
            if ((~next - 0x01010101 & next & 0x80808080) == 0) {
                cache |= (next & 0xFFFFFFFFL) << 32 - valid;
                valid += 32;
                position += 4;
                return;
            }
        }
        while (valid <= 56 && position < data.length) {
            int next = data[position] & 0xFF;
            if (next == 0xFF) {
                if (position + 1 >= data.length || data[position + 1] != 0) {
                    return; // a marker
                }
                position++;
            }
            cache |= (long) next << 56 - valid;
            valid += 8;
            position++;
        }
    }

    /** Ends the bits and gives the place of the marker behind them; at most seven bits, the padding, may be left. */
    int end() {
        if (valid < 32) {
            fill();
        }
        if (valid >= 8 || position + 1 >= data.length) {
            throw new PixelDecodeException("a JPEG scan does not end where its last pixel does");
        }
        return position;
    }

    /** Passes a restart marker and begins anew behind it. */
    void restart(int number) {
        int marker = end();
        if ((data[marker + 1] & 0xFF) != 0xD0 + (number & 7)) {
            throw new PixelDecodeException("a JPEG scan has no restart marker where one should be");
        }
        position = marker + 2;
        cache = 0;
        valid = 0;
    }
}
