package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Walks a JPEG 2000 codestream (ISO/IEC 15444-1 annex A), overwrites its comments and what stands around it. */
final class Jpeg2000Text {
    private static final int COMMENT = 0xFF64;
    private static final int TILE_PART = 0xFF90;
    private static final int DATA = 0xFF93;
    private static final int END = 0xFFD9;
    private static final int START = 0xFF4F;

    private static final int SIGNATURE = 0x6A502020;
    private static final int FILE_TYPE = 0x66747970;
    private static final int HEADER = 0x6A703268;

    private final ByteBuffer whole;
    private final ByteBuffer stream;
    private boolean changed;

    Jpeg2000Text(ByteBuffer frame) {
        this.whole = frame.order(ByteOrder.BIG_ENDIAN);
        this.stream = Jpeg2000Header.codestream(frame).order(ByteOrder.BIG_ENDIAN);
    }

    boolean blank() {
        boxes();
        if (stream.limit() < 2 || marker(0) != START) {
            throw damaged();
        }
        int at = 2;
        while (true) {
            int marker = marker(at);
            if (marker == END) {
                changed |= EmbeddedText.blank(stream, at + 2, stream.limit(), (byte) 0);
                return changed;
            }
            at = marker == TILE_PART ? tilePart(at) : segment(at, marker);
        }
    }

    /** A tile part begins with segments of its own and is as long as it says; zero reaches to the end marker. */
    private int tilePart(int start) {
        int at = start + 2 + length(start);
        long length = Integer.toUnsignedLong(stream.getInt(start + 6));
        while (marker(at) != DATA) {
            at = segment(at, marker(at));
        }
        long end = length == 0 ? JpegHeader.requireEnd(stream) - 2L : start + length;
        if (end <= at || end > stream.limit() - 2) {
            throw damaged();
        }
        return (int) end;
    }

    private int segment(int at, int marker) {
        int length = length(at);
        if (marker == COMMENT) {
            changed |= EmbeddedText.blank(stream, Math.min(at + 6, at + 2 + length), at + 2 + length, (byte) ' ');
        }
        return at + 2 + length;
    }

    private int marker(int at) {
        if (at < 0 || at + 2 > stream.limit()) {
            throw damaged();
        }
        return Short.toUnsignedInt(stream.getShort(at));
    }

    private int length(int at) {
        int length = at + 4 <= stream.limit() ? Short.toUnsignedInt(stream.getShort(at + 2)) : 0;
        if (length < 2 || at + 2 + length > stream.limit() || (marker(at) == TILE_PART && length != 10)) {
            throw damaged();
        }
        return length;
    }

    /** Some writers put a whole JP2 file into a fragment: of its boxes only sizes, colours and codestream are read. */
    private void boxes() {
        int codestream = whole.limit() - stream.limit();
        long at = 0;
        while (at + 8 <= codestream) {
            int box = (int) at;
            long length = Integer.toUnsignedLong(whole.getInt(box));
            int type = whole.getInt(box + 4);
            if (length < 8 || at + length > codestream) {
                return; // the box of the codestream itself
            }
            if (type != SIGNATURE && type != FILE_TYPE && type != HEADER) {
                changed |= EmbeddedText.blank(whole, box + 8, (int) (at + length), (byte) 0);
            }
            at += length;
        }
    }

    private static PixelDecodeException damaged() {
        return new PixelDecodeException("a JPEG 2000 frame has a damaged marker or no end");
    }
}
