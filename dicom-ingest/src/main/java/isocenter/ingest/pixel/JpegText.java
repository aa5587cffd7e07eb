package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks a JPEG or JPEG-LS stream (ITU-T T.81 annex B, T.87 annex C) and overwrites what is not needed to decode it. */
final class JpegText {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int COMMENT = 0xFE;
    /** Identifier, version, unit and densities; a thumbnail may follow. */
    private static final int JFIF_LENGTH = 14;

    private static final int ADOBE_LENGTH = 12;

    private final ByteBuffer frame;
    /** In JPEG-LS a bit, not a byte, is stuffed after FF: any byte below 80 belongs to the scan (T.87 A.1). */
    private final int firstMarker;

    private int at;
    private boolean changed;

    JpegText(ByteBuffer frame, boolean jpegLs) {
        this.frame = frame;
        this.firstMarker = jpegLs ? 0x80 : 0x01;
    }

    boolean blank() {
        if (frame.limit() < 4 || unsigned(0) != 0xFF || unsigned(1) != START) {
            throw new PixelDecodeException("a compressed frame does not begin like JPEG");
        }
        at = 2;
        while (true) {
            int marker = marker();
            if (marker == END) {
                changed |= EmbeddedText.blank(frame, at, frame.limit(), (byte) 0);
                return changed;
            }
            int length = length();
            segment(marker, at + 2, at + length);
            at += length;
            if (marker == SCAN) {
                skipScan();
            }
        }
    }

    private int marker() {
        if (at >= frame.limit() || unsigned(at) != 0xFF) {
            throw damaged();
        }
        while (at < frame.limit() && unsigned(at) == 0xFF) {
            at++;
        }
        if (at >= frame.limit()) {
            throw damaged();
        }
        return unsigned(at++);
    }

    private int length() {
        int length = at + 2 <= frame.limit() ? unsigned(at) << 8 | unsigned(at + 1) : 0;
        if (length < 2 || at + length > frame.limit()) {
            throw damaged();
        }
        return length;
    }

    private void segment(int marker, int from, int to) {
        if (marker < 0xC0 || marker >= 0xD0 && marker <= START) {
            throw damaged();
        }
        boolean application = marker >= 0xE0 && marker <= 0xEF;
        boolean reserved = marker >= 0xF0 && marker < COMMENT && marker != JpegHeader.JPEG_LS && marker != 0xF8;
        if (application || reserved || marker == COMMENT) {
            changed |= EmbeddedText.blank(frame, Math.min(to, from + needed(marker, from, to)), to, (byte) 0);
        }
    }

    /** How many bytes of an application segment say how to read the colours. */
    private int needed(int marker, int from, int to) {
        return switch (marker) {
            case 0xE0 -> begins(from, to, "JFIF") ? JFIF_LENGTH : 0;
            case 0xEE -> begins(from, to, "Adobe") ? ADOBE_LENGTH : 0;
            case 0xE8 -> begins(from, to, "mrfx") ? 5 : 0; // Hewlett-Packard's colour transform of JPEG-LS
            default -> 0;
        };
    }

    private boolean begins(int from, int to, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        if (to - from < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (frame.get(from + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** To the next marker that is neither stuffing nor a restart. */
    private void skipScan() {
        while (at + 1 < frame.limit()) {
            if (unsigned(at) == 0xFF) {
                int next = unsigned(at + 1);
                boolean restart = next >= 0xD0 && next <= 0xD7;
                if (next >= firstMarker && next != 0xFF && !restart) {
                    return;
                }
            }
            at++;
        }
        throw damaged();
    }

    private int unsigned(int index) {
        return frame.get(index) & 0xFF;
    }

    private static PixelDecodeException damaged() {
        return new PixelDecodeException("a JPEG frame has a damaged marker or no end");
    }
}
