package isocenter.audit.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file that is there whole or not at all, after a power cut too: written beside, forced to disk, moved into place. */
public final class DurableFile {
    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to the channel, which is forced and closed afterwards. */
        void writeTo(FileChannel channel) throws IOException;
    }

    private DurableFile() {}

    /**
     * Writes or replaces the file, its folder too when that is missing. One writer at a time for a path.
     *
     * @throws UncheckedIOException when the disk refuses; what the file held before is still there
     */
    public static void write(Path file, Content content) {
        Path folder = folderOf(file);
        Path beside = folder.resolve(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (IOException e) {
            UncheckedIOException failure =
                    new UncheckedIOException("cannot write " + file + ": is the disk full or read-only?", e);
            try {
                // a full disk needs the room that the beginning of the file takes
                Files.deleteIfExists(beside);
            } catch (IOException left) {
                failure.addSuppressed(left);
            }
            throw failure;
        }
    }

    /** Writes or replaces the file with these bytes. */
    public static void write(Path file, byte[] content) {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(content)));
    }

    /** Writes all that is left in a buffer. */
    public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A new name in a folder survives a power cut only when the folder itself was forced. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file in a folder");
    }
}
