package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * JPEG lossless, process 14 (ITU-T T.81 annex H): every predictor, 2 to 16 bits, point transform, restart intervals,
 * components interleaved or scan by scan. Of our own: FFmpeg errs without a word at difference category 16.
 */
final class JpegLosslessDecoder {
    private static final int TABLES = 0xC4;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int RESTART_INTERVAL = 0xDD;

    private final byte[] data;
    private final JpegHeader header;
    private final @Nullable JpegDifferences[] tables = new @Nullable JpegDifferences[4];
    private final int[] samples;
    private int decoded;
    private int restartInterval;
    private int at = 2;

    private JpegLosslessDecoder(byte[] data, JpegHeader header) {
        this.data = data;
        this.header = header;
        this.samples = new int[header.rows() * header.columns() * header.components()];
    }

    /** @param encoded a stream that begins with SOI and ends with EOI, padding behind it apart */
    static int[] decode(ByteBuffer encoded, JpegHeader header) {
        if (header.precision() < 2 || header.precision() > 16 || header.subsampled()) {
            throw unsupported();
        }
        byte[] stream = new byte[JpegHeader.requireEnd(encoded) - encoded.position()];
        encoded.get(encoded.position(), stream);
        return new JpegLosslessDecoder(stream, header).decode();
    }

    /** Walks the markers and decodes scan after scan until every component is there. */
    private int[] decode() {
        while (decoded < header.components()) {
            int marker = marker();
            int length = at + 2 <= data.length ? word(at) : 0;
            int end = at + length;
            if (marker == END || length < 2 || end > data.length) {
                throw damaged();
            }
            int from = at + 2;
            at = end;
            switch (marker) {
                case TABLES -> tables(from, end);
                case RESTART_INTERVAL -> restartInterval = length == 4 ? word(from) : 0;
                case SCAN -> at = scan(from, end);
                default -> {} // comments, application data, the frame header that was read before
            }
        }
        if (marker() != END) {
            throw damaged();
        }
        return samples;
    }

    private int marker() {
        while (at + 1 < data.length && data[at] == (byte) 0xFF && data[at + 1] == (byte) 0xFF) {
            at++; // fill bytes
        }
        if (at + 1 >= data.length || data[at] != (byte) 0xFF) {
            throw damaged();
        }
        at += 2;
        return data[at - 1] & 0xFF;
    }

    private void tables(int from, int end) {
        int next = from;
        while (next < end) {
            int id = data[next] & 0xFF;
            if (id > 3 || next + 17 > end) {
                throw damaged(); // AC tables do not occur in this process
            }
            JpegDifferences table = new JpegDifferences(data, next + 1, end);
            tables[id] = table;
            next += 1 + table.bytes();
        }
    }

    /** Decodes a scan whose header is given, and gives the place of the marker behind it. */
    private int scan(int from, int end) {
        int components = from < end ? data[from] & 0xFF : 0;
        int parameters = from + 1 + 2 * components;
        if (components < 1 || parameters + 3 != end || decoded + components > header.components()) {
            throw damaged();
        }
        JpegDifferences[] used = new JpegDifferences[components];
        for (int c = 0; c < components; c++) {
            if ((data[from + 1 + 2 * c] & 0xFF) != header.ids()[decoded + c]) {
                throw unsupported(); // another order of components
            }
            int id = data[from + 2 + 2 * c] >> 4 & 0xF;
            JpegDifferences table = id < tables.length ? tables[id] : null;
            if (table == null) {
                throw new PixelDecodeException("a JPEG scan names a Huffman table that is not there");
            }
            used[c] = table;
        }
        int predictor = data[parameters] & 0xFF;
        int shift = data[parameters + 2] & 0xF;
        if (predictor < 1 || predictor > 7 || shift >= header.precision() || restartInterval % header.columns() != 0) {
            throw damaged();
        }
        JpegBits bits = new JpegBits(data, end);
        int start = 1 << header.precision() - shift - 1;
        new JpegLosslessScan(bits, used, predictor, start, header.columns(), header.components())
                .decode(samples, header.rows(), decoded, restartInterval / header.columns());
        shift(components, shift);
        decoded += components;
        return bits.end();
    }

    private void shift(int components, int shift) {
        if (shift == 0) {
            return;
        }
        for (int i = decoded; i < samples.length; i += header.components()) {
            for (int c = 0; c < components; c++) {
                samples[i + c] <<= shift;
            }
        }
    }

    private int word(int position) {
        return (data[position] & 0xFF) << 8 | data[position + 1] & 0xFF;
    }

    private static PixelDecodeException damaged() {
        return new PixelDecodeException("the lossless JPEG frame is damaged");
    }

    private static PixelDecodeException unsupported() {
        return new PixelDecodeException("the lossless JPEG frame is of an unsupported kind");
    }
}
