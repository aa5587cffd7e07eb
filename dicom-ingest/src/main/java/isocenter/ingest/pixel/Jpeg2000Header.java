package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The SIZ marker of a JPEG 2000 codestream (ISO/IEC 15444-1 annex A).
 *
 * @param precision bits of a component; all components have the same
 * @param signed the components are signed
 */
record Jpeg2000Header(int rows, int columns, int components, int precision, boolean signed) {
    private static final int SOC_SIZ_HIGH = 0xFF4FFF51;
    private static final int JP2C = 0x6A703263;
    private static final int SOT = 0xFF90;
    private static final int EOC = 0xFFD9;

    /** The bare codestream; a JP2 file around it (which DICOM does not allow, and some writers make) is taken off. */
    static ByteBuffer codestream(ByteBuffer encoded) {
        ByteBuffer in = encoded.slice().order(ByteOrder.BIG_ENDIAN);
        if (in.limit() < 12 || in.getInt(0) != 12 || in.getInt(4) != 0x6A502020) {
            return in;
        }
        long at = 0;
        while (at + 8 <= in.limit()) {
            long length = Integer.toUnsignedLong(in.getInt((int) at));
            int header = length == 1 ? 16 : 8;
            if (in.getInt((int) at + 4) == JP2C && at + header <= in.limit()) {
                int start = (int) at + header;
                return in.slice(start, in.limit() - start).order(ByteOrder.BIG_ENDIAN);
            }
            if (length < 8) {
                break;
            }
            at += length;
        }
        throw new PixelDecodeException("a JP2 file in the pixel data has no codestream");
    }

    static Jpeg2000Header read(ByteBuffer codestream) {
        if (codestream.limit() < 44 || codestream.getInt(0) != SOC_SIZ_HIGH) {
            throw new PixelDecodeException("a compressed frame does not begin like JPEG 2000");
        }
        long columns = unsigned(codestream, 8) - unsigned(codestream, 16);
        long rows = unsigned(codestream, 12) - unsigned(codestream, 20);
        int components = Short.toUnsignedInt(codestream.getShort(40));
        if (components < 1 || codestream.limit() < 42 + 3 * components) {
            throw new PixelDecodeException("a JPEG 2000 frame has a damaged SIZ marker");
        }
        int depth = codestream.get(42) & 0xFF;
        for (int i = 0; i < components; i++) {
            boolean plain = (codestream.get(42 + 3 * i) & 0xFF) == depth
                    && codestream.get(43 + 3 * i) == 1
                    && codestream.get(44 + 3 * i) == 1;
            if (!plain) {
                throw new PixelDecodeException("a JPEG 2000 frame has components of different size or precision");
            }
        }
        if (rows < 1 || rows > 65535 || columns < 1 || columns > 65535) {
            throw new PixelDecodeException("a JPEG 2000 frame has a size that DICOM cannot express");
        }
        return new Jpeg2000Header((int) rows, (int) columns, components, (depth & 0x7F) + 1, depth > 0x7F);
    }

    /**
     * Follows the lengths of the tile parts to the end marker: a decoder would fill a part that was cut off with something
     * that looks like a picture.
     */
    static void requireComplete(ByteBuffer codestream) {
        JpegHeader.requireEnd(codestream);
        int at = 2;
        while (at + 4 <= codestream.limit()) {
            int marker = Short.toUnsignedInt(codestream.getShort(at));
            if (marker == EOC) {
                return;
            }
            long length = Short.toUnsignedInt(codestream.getShort(at + 2)) + 2L;
            if (marker == SOT) {
                if (at + 12 > codestream.limit()) {
                    break;
                }
                length = unsigned(codestream, at + 6);
                if (length == 0) {
                    return; // the last tile part reaches to the end marker, which is there
                }
                if (length < 14) {
                    break;
                }
            }
            if (at + length > codestream.limit()) {
                break;
            }
            at += (int) length;
        }
        // two bytes are left exactly where the end marker is the last of the frame
        if (at + 2 > codestream.limit() || Short.toUnsignedInt(codestream.getShort(at)) != EOC) {
            throw new PixelDecodeException("a JPEG 2000 frame is cut off inside a tile");
        }
    }

    /** See {@link JpegHeader#requireMatch}. */
    void requireMatch(PixelDescription pixels) {
        new JpegHeader(0, precision, rows, columns, new int[components], false, -1, false).requireMatch(pixels);
    }

    private static long unsigned(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
