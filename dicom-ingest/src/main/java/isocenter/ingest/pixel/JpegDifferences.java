package isocenter.ingest.pixel;

/**
 * A Huffman table of lossless JPEG (ITU-T T.81 annexes C and H.1.2.2): codes for how many bits a difference has, and the
 * difference itself behind the code. Most differences are found, with their code, by one look at the next twelve bits.
 */
final class JpegDifferences {
    private static final int LOOK = 12;
    private static final int LONGEST = 16;
    private static final int CATEGORIES = 16;
    private static final int MINIMUM = Short.MIN_VALUE;

    /** For each value of the next bits: the difference above 8 bits of how many bits it takes with its code; 0: longer. */
    private final int[] whole = new int[1 << LOOK];
    /** For each length the first code, left-aligned in 16 bits, that is longer. */
    private final int[] limit = new int[LONGEST + 2];
    /** For each length: index of its first category, less its first code. */
    private final int[] offset = new int[LONGEST + 2];

    private final byte[] categories;

    /**
     * @param data DHT segment
     * @param from where the 16 counts of codes by length begin; the categories follow
     * @param to end of the segment
     */
    JpegDifferences(byte[] data, int from, int to) {
        int total = 0;
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = data[from + length - 1] & 0xFF;
            offset[length] = total - code;
            total += count;
            code += count;
            limit[length] = code << LONGEST - length;
            if (code > 1 << length) {
                throw damaged();
            }
            code <<= 1;
        }
        int first = from + LONGEST;
        if (first + total > to) {
            throw damaged();
        }
        categories = java.util.Arrays.copyOfRange(data, first, first + total);
        for (byte category : categories) {
            if (category < 0 || category > CATEGORIES) {
                throw damaged();
            }
        }
        for (int look = 0; look < whole.length; look++) {
            whole[look] = whole(look << Integer.SIZE - LOOK);
        }
    }

    private int whole(int bits) {
        int length = length(bits);
        if (length > LOOK) {
            return 0;
        }
        int category = category(bits, length);
        int taken = length + extra(category);
        return taken > LOOK ? 0 : difference(bits << length, category) << 8 | taken;
    }

    /** Bytes that the table takes of its segment. */
    int bytes() {
        return LONGEST + categories.length;
    }

    /** The next difference, −32767 to 32768. */
    int next(JpegBits bits) {
        int next = bits.peek();
        int found = whole[next >>> Integer.SIZE - LOOK];
        if (found != 0) {
            bits.skip(found & 0xFF);
            return found >> 8;
        }
        int length = length(next);
        if (length > LONGEST) {
            throw new PixelDecodeException("a JPEG scan has a code that its table does not define");
        }
        int category = category(next, length);
        bits.skip(length + extra(category));
        return difference(next << length, category);
    }

    /** Length of the code that the bits begin with; one more than the longest where there is none. */
    private int length(int bits) {
        int code = bits >>> LONGEST;
        int length = 1;
        while (length <= LONGEST && code >= limit[length]) {
            length++;
        }
        return length;
    }

    private int category(int bits, int length) {
        return categories[offset[length] + (bits >>> Integer.SIZE - length)];
    }

    /** Category 16 is the one difference of 32768 and has no bits behind its code. */
    private static int extra(int category) {
        return category == CATEGORIES ? 0 : category;
    }

    private static int difference(int bits, int category) {
        if (category == 0) {
            return 0;
        }
        if (category == CATEGORIES) {
            return -MINIMUM;
        }
        int value = bits >>> Integer.SIZE - category;
        return bits < 0 ? value : value - (1 << category) + 1;
    }

    private static PixelDecodeException damaged() {
        return new PixelDecodeException("a JPEG frame has a damaged Huffman table");
    }
}
