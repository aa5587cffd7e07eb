package isocenter.ingest.dataset;

import isocenter.audit.content.DurableFile;
import isocenter.audit.content.Sha256;
import isocenter.ingest.prepared.PreparedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a cache file under another name, from several threads and in any order, and renames it when it is whole. */
final class CacheWriter implements AutoCloseable {
    private static final String TEMPORARY = ".tmp";

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private final CacheHeader layout;
    private final byte[] table;

    /** The caller holds the lock on {@code file}: what earlier, interrupted writers left is removed. */
    CacheWriter(Path file, String datasetRoot, int count, int size) throws IOException {
        this.file = file;
        this.layout = new CacheHeader(datasetRoot, PreparedImage.VERSION, count, size, new byte[CacheHeader.HASH]);
        this.table = new byte[count * CacheHeader.HASH];
        sweep();
        temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private void sweep() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(file.getParent())) {
            left = files.filter(each -> {
                        String name = each.getFileName().toString();
                        return name.startsWith(file.getFileName().toString()) && name.endsWith(TEMPORARY);
                    })
                    .toList();
        }
        for (Path each : left) {
            Files.deleteIfExists(each);
        }
    }

    /** @param image a prepared image of this file's size */
    void write(int index, byte[] image) throws IOException {
        // Each index has its own place in the table.
        System.arraycopy(Sha256.of(image), 0, table, index * CacheHeader.HASH, CacheHeader.HASH);
        write(ByteBuffer.wrap(image), CacheHeader.LENGTH + index * layout.imageBytes());
    }

    /** Makes the file appear, durably: everything written and forced, then renamed, then the folder forced. */
    void publish() throws IOException {
        write(ByteBuffer.wrap(table), layout.tableOffset());
        CacheHeader header = new CacheHeader(
                layout.datasetRoot(), layout.preprocessing(), layout.count(), layout.size(), Sha256.of(table));
        write(header.encode(), 0);
        channel.force(true);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.forceFolder(Objects.requireNonNull(file.getParent()));
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
