package isocenter.ingest.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file's bytes for a parser: read when small, mapped when large. */
final class FileBytes {
    /** Files beyond this size are mapped and not read, so that a study of large objects stays within the heap. */
    private static final long MAPPED_FROM = 48L << 20;

    private FileBytes() {}

    /**
     * All bytes of a file.
     *
     * @throws DicomFormatException when a buffer cannot hold them
     * @throws UncheckedIOException when the file cannot be read
     */
    static ByteBuffer of(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new DicomFormatException("the file is larger than 2 GiB");
            }
            if (size >= MAPPED_FROM) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) size);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return buffer.flip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
