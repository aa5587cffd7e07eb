package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.prepared.PreparedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes a file of prepared images, from several threads and in any order. */
final class CacheWriter implements AutoCloseable {
    private final UnpublishedFile file;
    private final CacheHeader layout;
    private final byte[] table;

    /** The caller holds the lock on {@code file}. */
    CacheWriter(Path file, String datasetRoot, int count, int size) throws IOException {
        this.layout = new CacheHeader(datasetRoot, PreparedImage.VERSION, count, size, new byte[CacheHeader.HASH]);
        this.table = new byte[count * CacheHeader.HASH];
        this.file = new UnpublishedFile(file);
    }

    /** @param image a prepared image of this file's size */
    void write(int index, byte[] image) throws IOException {
        // Each index has its own place in the table.
        System.arraycopy(Sha256.of(image), 0, table, index * CacheHeader.HASH, CacheHeader.HASH);
        file.write(ByteBuffer.wrap(image), CacheHeader.LENGTH + index * layout.imageBytes());
    }

    /** Makes the file appear, durably. */
    void publish() throws IOException {
        file.write(ByteBuffer.wrap(table), layout.tableOffset());
        CacheHeader header = new CacheHeader(
                layout.datasetRoot(), layout.preprocessing(), layout.count(), layout.size(), Sha256.of(table));
        file.write(header.encode(), 0);
        file.publish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
