package isocenter.ingest.pixel;

import java.nio.ByteBuffer;

/**
 * JPEG-LS (ITU-T T.87), lossless and near-lossless, all interleave modes. Of our own: FFmpeg returns garbage for colour
 * interleaved by sample, and a picture for a scan that was cut off, both without an error.
 */
final class JpegLsCodec implements FrameCodec {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int PRESET = 0xF8;
    private static final int APPLICATION_8 = 0xE8;

    @Override
    public Decoded decode(ByteBuffer encoded, PixelDescription pixels) {
        JpegHeader header = JpegHeader.read(encoded);
        if (header.process() != JpegHeader.JPEG_LS) {
            throw new PixelDecodeException("a frame of a JPEG-LS transfer syntax holds another kind of JPEG");
        }
        if (header.precision() < 2 || header.precision() > 16 || header.subsampled()) {
            throw new PixelDecodeException("the JPEG-LS frame is of an unsupported kind");
        }
        header.requireMatch(pixels);
        byte[] stream = new byte[JpegHeader.requireEnd(encoded) - encoded.position()];
        encoded.get(encoded.position(), stream);
        return new Decoded(new Stream(stream, header).decode(), pixels.colours());
    }

    /** Walks the markers and decodes scan after scan until every component is there. */
    private static final class Stream {
        private final byte[] data;
        private final JpegHeader header;
        private final int[] preset = new int[5];
        private final int[] samples;
        private int decoded;
        private int at;

        Stream(byte[] data, JpegHeader header) {
            this.data = data;
            this.header = header;
            this.samples = new int[header.rows() * header.columns() * header.components()];
        }

        int[] decode() {
            while (decoded < header.components()) {
                int marker = marker();
                if (marker == START) {
                    continue;
                }
                if (marker == END || at + 2 > data.length) {
                    throw damaged();
                }
                int length = word(at);
                int next = at + length;
                if (length < 2 || next > data.length) {
                    throw damaged();
                }
                at = marker == SCAN ? scan(at + 2, next) : next;
                if (marker != SCAN) {
                    segment(marker, next - length + 2, next);
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

        private void segment(int marker, int from, int to) {
            if (marker == PRESET) {
                if (to - from != 11 || data[from] != 1) {
                    throw unsupported(); // mapping tables, sizes beyond 65535
                }
                for (int i = 0; i < preset.length; i++) {
                    preset[i] = word(from + 1 + 2 * i);
                }
            } else if (marker == RESTART_INTERVAL && (to - from < 2 || word(from) != 0)) {
                throw unsupported();
            } else if (marker == APPLICATION_8 && to - from >= 5 && data[from] == 'm' && data[from + 4] != 0) {
                throw unsupported(); // Hewlett-Packard's colour transforms
            }
        }

        private int scan(int from, int to) {
            int components = from < to ? data[from] & 0xFF : 0;
            int parameters = from + 1 + 2 * components;
            if (components < 1 || parameters + 3 != to || decoded + components > header.components()) {
                throw damaged();
            }
            for (int c = 0; c < components; c++) {
                if ((data[from + 1 + 2 * c] & 0xFF) != header.ids()[decoded + c] || data[from + 2 + 2 * c] != 0) {
                    throw unsupported(); // another order of components, mapping tables
                }
            }
            int near = data[parameters] & 0xFF;
            int interleave = data[parameters + 1] & 0xFF;
            if (interleave > 2 || (interleave == 0 && components > 1) || data[parameters + 2] != 0) {
                throw unsupported();
            }
            JpegLsBits bits = new JpegLsBits(data, to);
            JpegLsCoding coding = JpegLsCoding.of(header.precision(), near, preset);
            new JpegLsScan(coding, bits, header.columns(), components)
                    .decode(samples, header.rows(), decoded, header.components(), interleave == 2 && components > 1);
            decoded += components;
            return bits.end();
        }

        private int word(int position) {
            return (data[position] & 0xFF) << 8 | data[position + 1] & 0xFF;
        }

        private static PixelDecodeException damaged() {
            return new PixelDecodeException("the JPEG-LS frame is damaged");
        }

        private static PixelDecodeException unsupported() {
            return new PixelDecodeException("the JPEG-LS frame uses an extension that is not supported");
        }
    }
}
