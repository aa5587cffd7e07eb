package isocenter.ingest.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** A file inside an archive, to be read once or more and then closed. */
public final class ArchiveMember implements Source, AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path path;
    private final ZipArchive archive;
    private final ZipArchiveEntry entry;

    ArchiveMember(Path path, ZipArchive archive, ZipArchiveEntry entry) {
        this.path = path;
        this.archive = archive;
        this.entry = entry;
    }

    @Override
    public Path path() {
        return path;
    }

    /** Unpacked bytes, as the archive states them; at most 2 GiB. */
    public int size() {
        return (int) entry.getSize();
    }

    /**
     * Unpacks it into memory.
     *
     * @throws ArchiveException when it does not hold exactly the bytes that the archive states
     */
    public byte[] read() throws ArchiveException {
        ByteBuffer bytes = ByteBuffer.allocate(size());
        unpack(bytes::put);
        return bytes.array();
    }

    /**
     * Unpacks it. What was written before a failure is of no use.
     *
     * @throws ArchiveException when it does not hold exactly the bytes that the archive states
     * @throws IOException when the output fails
     */
    public void writeTo(OutputStream out) throws ArchiveException, IOException {
        unpack(out::write);
    }

    private interface Sink<E extends Exception> {
        void take(byte[] bytes, int offset, int length) throws E;
    }

    private <E extends Exception> void unpack(Sink<E> sink) throws ArchiveException, E {
        CRC32 crc = new CRC32();
        byte[] block = new byte[BLOCK];
        long left = entry.getSize();
        try (Content in = new Content(archive, entry)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (read > left) {
                    throw new ArchiveException("the archive's member unpacks to more than the archive states");
                }
                left -= read;
                crc.update(block, 0, read);
                sink.take(block, 0, read);
            }
        }
        if (left > 0) {
            throw new ArchiveException("the archive's member unpacks to less than the archive states");
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new ArchiveException("the archive's member is damaged: its checksum differs");
        }
    }

    /** The member's bytes, whatever goes wrong with them being the archive's fault. */
    private static final class Content implements AutoCloseable {
        private final InputStream in;

        Content(ZipArchive archive, ZipArchiveEntry entry) throws ArchiveException {
            try {
                in = archive.content(entry);
            } catch (IOException | RuntimeException e) {
                throw damaged(e);
            }
        }

        int read(byte[] block) throws ArchiveException {
            try {
                return in.read(block);
            } catch (IOException | RuntimeException e) {
                throw damaged(e);
            }
        }

        @Override
        public void close() throws ArchiveException {
            try {
                in.close();
            } catch (IOException | RuntimeException e) {
                throw damaged(e);
            }
        }

        private static ArchiveException damaged(Exception e) {
            return new ArchiveException(
                    e instanceof EOFException
                            ? "the archive's member is cut off"
                            : "the archive's member is damaged or cannot be read");
        }
    }

    /** Lets go of the archive. */
    @Override
    public void close() {
        archive.release();
    }
}
