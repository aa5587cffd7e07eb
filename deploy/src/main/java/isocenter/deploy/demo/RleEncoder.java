package isocenter.deploy.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless of one grey frame (PS3.5 annex G): one segment per byte of a pixel, most significant first. */
final class RleEncoder {

    private static final int HEADER = 64;
    private static final int LONGEST = 128;

    private RleEncoder() {}

    /**
     * @param pixels little endian, {@code bytesPerPixel} each
     * @param columns a run never crosses the end of a row
     */
    static byte[] encode(byte[] pixels, int columns, int bytesPerPixel) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(bytesPerPixel);
        ByteArrayOutputStream segments = new ByteArrayOutputStream(pixels.length);
        byte[] row = new byte[columns];
        for (int segment = bytesPerPixel - 1; segment >= 0; segment--) {
            header.putInt(HEADER + segments.size());
            for (int start = segment; start < pixels.length; start += columns * bytesPerPixel) {
                for (int i = 0; i < columns; i++) {
                    row[i] = pixels[start + i * bytesPerPixel];
                }
                packBits(row, segments);
            }
            if (segments.size() % 2 != 0) {
                segments.write(0);
            }
        }
        byte[] packed = segments.toByteArray();
        byte[] frame = new byte[HEADER + packed.length];
        System.arraycopy(header.array(), 0, frame, 0, HEADER);
        System.arraycopy(packed, 0, frame, HEADER, packed.length);
        return frame;
    }

    private static void packBits(byte[] row, ByteArrayOutputStream out) {
        int at = 0;
        while (at < row.length) {
            int run = run(row, at);
            if (run >= 2) {
                out.write(1 - run);
                out.write(row[at]);
                at += run;
                continue;
            }
            int end = at + 1;
            while (end < row.length && end - at < LONGEST && run(row, end) < 3) {
                end++;
            }
            out.write(end - at - 1);
            out.write(row, at, end - at);
            at = end;
        }
    }

    private static int run(byte[] row, int at) {
        int end = at + 1;
        while (end < row.length && end - at < LONGEST && row[end] == row[at]) {
            end++;
        }
        return end - at;
    }
}
