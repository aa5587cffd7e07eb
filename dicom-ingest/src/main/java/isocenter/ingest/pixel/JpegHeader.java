package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the markers of a JPEG or JPEG-LS stream say before its first scan (ITU-T T.81 annex B, T.87 annex C).
 *
 * @param process low byte of the SOF marker: C0 baseline, C1 extended, C2 progressive, C3 lossless, F7 JPEG-LS
 * @param ids component identifiers
 * @param subsampled components differ in their sampling factors
 * @param adobeTransform colour transform of the Adobe APP14 marker; −1 without it
 */
record JpegHeader(
        int process,
        int precision,
        int rows,
        int columns,
        int[] ids,
        boolean subsampled,
        int adobeTransform,
        boolean jfif) {
    static final int LOSSLESS = 0xC3;
    static final int JPEG_LS = 0xF7;

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;

    static JpegHeader read(ByteBuffer stream) {
        return new Reader(stream.slice().order(ByteOrder.BIG_ENDIAN)).read();
    }

    /**
     * Refuses a stream without its end marker: what is missing would be invented by a decoder.
     *
     * @return where the stream ends, behind its marker; fragments are padded with zeros, by some writers with one FF
     */
    static int requireEnd(ByteBuffer stream) {
        int end = stream.limit();
        while (end > stream.position() && stream.get(end - 1) == 0) {
            end--;
        }
        for (int pad = 0; pad <= 1 && end - pad - stream.position() >= 2; pad++) {
            int at = end - pad;
            if (stream.get(at - 1) == (byte) END && stream.get(at - 2) == (byte) 0xFF) {
                return at;
            }
        }
        throw new PixelDecodeException("a compressed frame is cut off: its end marker is missing");
    }

    int components() {
        return ids.length;
    }

    /** The stream against the object's description; a difference means that one of them is wrong. */
    void requireMatch(PixelDescription pixels) {
        if (rows != pixels.rows() || columns != pixels.columns()) {
            throw new PixelDecodeException("a compressed frame is " + columns + " x " + rows
                    + " where the object states " + pixels.columns() + " x " + pixels.rows());
        }
        if (components() != pixels.samples()) {
            throw new PixelDecodeException("a compressed frame has " + components()
                    + " components where the object states " + pixels.samples() + " samples per pixel");
        }
        if (precision > pixels.bitsAllocated()) {
            throw new PixelDecodeException("a compressed frame has " + precision + " bits where the object allocates "
                    + pixels.bitsAllocated());
        }
    }

    /** Colour as the stream itself declares it, else as the object does. */
    ColourSpace colours(PixelDescription pixels) {
        if (components() != 3) {
            return pixels.colours();
        }
        if (adobeTransform == 0 || Arrays.equals(ids, new int[] {'R', 'G', 'B'})) {
            return ColourSpace.RGB;
        }
        if (adobeTransform == 1 || jfif || subsampled) {
            return ColourSpace.YBR_FULL;
        }
        return pixels.colours();
    }

    /** Walks the marker segments up to the first scan. */
    private static final class Reader {
        private final ByteBuffer in;
        private int process;
        private int precision;
        private int rows;
        private int columns;
        private int[] ids = new int[0];
        private boolean subsampled;
        private int adobeTransform = -1;
        private boolean jfif;

        Reader(ByteBuffer in) {
            this.in = in;
        }

        JpegHeader read() {
            if (in.remaining() < 4 || in.getShort() != (short) (0xFF00 | START)) {
                throw new PixelDecodeException("a compressed frame does not begin like JPEG");
            }
            while (in.remaining() >= 4) {
                if ((in.get() & 0xFF) != 0xFF) {
                    throw new PixelDecodeException("a JPEG frame has a damaged marker");
                }
                int marker = in.get() & 0xFF;
                while (marker == 0xFF && in.remaining() > 2) {
                    marker = in.get() & 0xFF; // fill bytes
                }
                int length = Short.toUnsignedInt(in.getShort()) - 2;
                if (length < 0 || length > in.remaining()) {
                    throw new PixelDecodeException("a JPEG frame has a marker segment that is cut off");
                }
                ByteBuffer segment = in.slice(in.position(), length);
                if (marker == SCAN) {
                    return header();
                }
                segment(marker, segment);
                in.position(in.position() + length);
            }
            throw new PixelDecodeException("a JPEG frame has no scan");
        }

        private void segment(int marker, ByteBuffer segment) {
            boolean frame = (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
                    || marker == JPEG_LS;
            if (frame) {
                frame(marker, segment);
            } else if (marker == 0xEE && starts(segment, "Adobe") && segment.limit() >= 12) {
                adobeTransform = segment.get(11) & 0xFF;
            } else if (marker == 0xE0 && starts(segment, "JFIF")) {
                jfif = true;
            }
        }

        private void frame(int marker, ByteBuffer segment) {
            if (process != 0 || segment.limit() < 6) {
                throw new PixelDecodeException("a JPEG frame header is damaged or appears twice");
            }
            process = marker;
            precision = segment.get(0) & 0xFF;
            rows = Short.toUnsignedInt(segment.getShort(1));
            columns = Short.toUnsignedInt(segment.getShort(3));
            ids = new int[segment.get(5) & 0xFF];
            if (segment.limit() < 6 + 3 * ids.length) {
                throw new PixelDecodeException("a JPEG frame header is cut off");
            }
            for (int i = 0; i < ids.length; i++) {
                ids[i] = segment.get(6 + 3 * i) & 0xFF;
                subsampled |= segment.get(7 + 3 * i) != segment.get(7);
            }
        }

        private JpegHeader header() {
            if (process == 0) {
                throw new PixelDecodeException("a JPEG frame has a scan before its frame header");
            }
            return new JpegHeader(process, precision, rows, columns, ids, subsampled, adobeTransform, jfif);
        }

        private static boolean starts(ByteBuffer segment, String text) {
            if (segment.limit() < text.length()) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (segment.get(i) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
