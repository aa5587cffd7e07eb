package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Raw deflate (RFC 1951) with a bound on what comes out. */
public final class BoundedInflater {
    private BoundedInflater() {}

    /**
     * Inflates all of a stream.
     *
     * @param limit bytes that may come out
     * @throws DicomFormatException when the stream is damaged, ends early, or grows beyond the limit
     */
    public static byte[] inflate(ByteBuffer compressed, long limit) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(compressed.duplicate());
            long bound = limit + 1; // the byte too much that tells a bomb from a full buffer
            byte[] out = new byte[(int) Math.min(bound, Math.max(1024L, compressed.remaining() * 4L))];
            int size = 0;
            while (!inflater.finished()) {
                if (size == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(bound, out.length * 2L));
                }
                int count = inflater.inflate(out, size, out.length - size);
                size += count;
                if (size > limit) {
                    throw new DicomFormatException(
                            "deflated data grows beyond the limit of " + limit + " bytes (deflate bomb?)");
                }
                if (count == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DicomFormatException("deflated data ends before its stream is complete");
                }
            }
            return size == out.length ? out : Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new DicomFormatException("deflated data is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
