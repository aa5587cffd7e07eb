package isocenter.ingest.pixel;

import java.io.ByteArrayOutputStream;

/** Writes lossless JPEG (ITU-T T.81 annex H) plainly and slowly, with one fixed table: a code of its own length a category. */
final class JpegLosslessEncoder {
    /** Codes of 2 to 15 bits, then four of 16: seventeen categories, no code of ones alone. */
    private static final int[] COUNTS = {0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int rows;
    private final int columns;
    private final int components;
    private final int precision;
    private final int[] codes = new int[17];
    private final int[] lengths = new int[17];
    private int predictor = 1;
    private int shift;
    private int restartRows;
    private boolean interleaved = true;
    private int cache;
    private int filled;

    JpegLosslessEncoder(int rows, int columns, int components, int precision) {
        this.rows = rows;
        this.columns = columns;
        this.components = components;
        this.precision = precision;
        int code = 0;
        int category = 0;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < COUNTS[length - 1]; i++) {
                codes[category] = code++;
                lengths[category++] = length;
            }
            code <<= 1;
        }
    }

    JpegLosslessEncoder predictor(int predictor) {
        this.predictor = predictor;
        return this;
    }

    JpegLosslessEncoder shift(int shift) {
        this.shift = shift;
        return this;
    }

    JpegLosslessEncoder restartEvery(int rows) {
        this.restartRows = rows;
        return this;
    }

    JpegLosslessEncoder oneScanEach() {
        this.interleaved = false;
        return this;
    }

    /** @param samples interleaved, each below 2^precision; the lowest {@code shift} bits are lost */
    byte[] encode(int[] samples) {
        word(0xFFD8);
        segment(0xFFC3, 8 + 3 * components, precision, rows >> 8, rows, columns >> 8, columns, components);
        for (int c = 0; c < components; c++) {
            bytes(c + 1, 0x11, 0);
        }
        segment(0xFFC4, 2 + 1 + 16 + 17, 0);
        bytes(COUNTS);
        for (int category = 0; category <= 16; category++) {
            bytes(category);
        }
        if (restartRows > 0) {
            segment(0xFFDD, 4, restartRows * columns >> 8, restartRows * columns);
        }
        for (int first = 0; first < components; first += interleaved ? components : 1) {
            scan(samples, first, interleaved ? components : 1);
        }
        word(0xFFD9);
        return out.toByteArray();
    }

    private void scan(int[] samples, int first, int count) {
        segment(0xFFDA, 6 + 2 * count, count);
        for (int c = first; c < first + count; c++) {
            bytes(c + 1, 0);
        }
        bytes(predictor, 0, shift);
        for (int y = 0; y < rows; y++) {
            if (restartRows > 0 && y > 0 && y % restartRows == 0) {
                flush();
                word(0xFFD0 + (y / restartRows - 1) % 8);
            }
            for (int x = 0; x < columns; x++) {
                for (int c = first; c < first + count; c++) {
                    difference((short) (at(samples, y, x, c) - predicted(samples, y, x, c)));
                }
            }
        }
        flush();
    }

    private int at(int[] samples, int y, int x, int c) {
        return samples[(y * columns + x) * components + c] >> shift;
    }

    private int predicted(int[] samples, int y, int x, int c) {
        boolean first = y == 0 || (restartRows > 0 && y % restartRows == 0);
        if (first) {
            return x == 0 ? 1 << precision - shift - 1 : at(samples, y, x - 1, c);
        }
        int b = at(samples, y - 1, x, c);
        if (x == 0) {
            return b;
        }
        int a = at(samples, y, x - 1, c);
        int corner = at(samples, y - 1, x - 1, c);
        return new int[] {0, a, b, corner, a + b - corner, a + (b - corner >> 1), b + (a - corner >> 1), a + b >> 1}
                [predictor];
    }

    private void difference(short difference) {
        if (difference == Short.MIN_VALUE) {
            bits(codes[16], lengths[16]);
            return;
        }
        int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
        bits(codes[category], lengths[category]);
        bits(difference < 0 ? difference - 1 & (1 << category) - 1 : difference, category);
    }

    private void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            cache = cache << 1 | value >> i & 1;
            if (++filled == 8) {
                bytes(cache);
                if ((cache & 0xFF) == 0xFF) {
                    bytes(0);
                }
                filled = 0;
                cache = 0;
            }
        }
    }

    private void flush() {
        while (filled != 0) {
            bits(1, 1);
        }
    }

    private void segment(int marker, int length, int... content) {
        word(marker);
        word(length);
        bytes(content);
    }

    private void word(int value) {
        bytes(value >> 8, value);
    }

    private void bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }
}
