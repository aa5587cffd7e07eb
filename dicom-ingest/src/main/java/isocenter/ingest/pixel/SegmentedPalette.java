package isocenter.ingest.pixel;

import java.nio.ByteBuffer;

/** Expands segmented palette data (PS3.3 C.7.9.2): discrete, linear and indirect segments. */
final class SegmentedPalette {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final int[] words;
    private final boolean bytes;
    private final int[] entries;
    private int filled;

    private SegmentedPalette(int[] words, boolean bytes, int count) {
        this.words = words;
        this.bytes = bytes;
        this.entries = new int[count];
    }

    static int[] expand(ByteBuffer data, int count, int bits) {
        boolean bytes = bits <= 8;
        int[] words = new int[data.remaining() / (bytes ? 1 : 2)];
        for (int i = 0; i < words.length; i++) {
            words[i] = bytes ? data.get() & 0xFF : Short.toUnsignedInt(data.getShort());
        }
        SegmentedPalette palette = new SegmentedPalette(words, bytes, count);
        int at = 0;
        while (palette.filled < count && at + 1 < words.length) {
            at = palette.segment(at, true);
        }
        if (palette.filled != count) {
            throw new PixelDecodeException("a segmented palette has fewer entries than its descriptor states");
        }
        return palette.entries;
    }

    /** Expands the segment at a position and gives the position behind it. */
    private int segment(int at, boolean mayRepeat) {
        if (at < 0 || at + 2 >= words.length) {
            throw damaged();
        }
        int length = words[at + 1];
        switch (words[at]) {
            case DISCRETE -> {
                if (at + 2 + length > words.length || filled + length > entries.length) {
                    throw damaged();
                }
                System.arraycopy(words, at + 2, entries, filled, length);
                filled += length;
                return at + 2 + length;
            }
            case LINEAR -> {
                linear(length, words[at + 2]);
                return at + 3;
            }
            case INDIRECT -> {
                if (!mayRepeat || at + 3 >= words.length) {
                    throw damaged();
                }
                int offset = bytes ? words[at + 2] | words[at + 3] << 8 : words[at + 2] | words[at + 3] << 16;
                int from = bytes ? offset : offset / 2;
                for (int i = 0; i < length; i++) {
                    from = segment(from, false);
                }
                return at + 4;
            }
            default -> throw damaged();
        }
    }

    private void linear(int length, int target) {
        if (filled == 0 || filled + length > entries.length) {
            throw damaged();
        }
        int from = entries[filled - 1];
        for (int i = 1; i <= length; i++) {
            entries[filled++] = (int) Math.round(from + (target - from) * (double) i / length);
        }
    }

    private static PixelDecodeException damaged() {
        return new PixelDecodeException("a segmented palette is damaged");
    }
}
