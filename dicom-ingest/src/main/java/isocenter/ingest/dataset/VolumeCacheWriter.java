package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.volume.BlockResampler;
import isocenter.ingest.volume.BlockShape;
import isocenter.ingest.volume.VolumeBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Writes a file of blocks, from several threads and in any order. */
final class VolumeCacheWriter implements AutoCloseable {
    private final UnpublishedFile file;
    private final VolumeCacheHeader layout;
    private final byte[] table;

    /** The caller holds the lock on {@code file}. */
    VolumeCacheWriter(Path file, String datasetRoot, int count, BlockShape shape) throws IOException {
        layout = new VolumeCacheHeader(
                datasetRoot, BlockResampler.VERSION, count, shape, new byte[VolumeCacheHeader.HASH]);
        table = new byte[count * VolumeCacheHeader.HASH];
        this.file = new UnpublishedFile(file);
    }

    void write(int index, VolumeBlock block) throws IOException {
        int depth = layout.shape().depth();
        int values = block.numbers().length / depth;
        byte[] hashes = new byte[depth * VolumeCacheHeader.HASH];
        byte[] plane = new byte[values * VolumeCacheHeader.BYTES_PER_VALUE];
        for (int d = 0; d < depth; d++) {
            ByteBuffer.wrap(plane)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asCharBuffer()
                    .put(block.numbers(), d * values, values);
            System.arraycopy(Sha256.of(plane), 0, hashes, d * VolumeCacheHeader.HASH, VolumeCacheHeader.HASH);
            file.write(ByteBuffer.wrap(plane), layout.blockOffset(index) + d * layout.planeBytes());
        }
        byte[] record = new BlockRecord(block.scale(), block.placement(), hashes).encode();
        file.write(ByteBuffer.wrap(record), layout.recordOffset(index));
        // Each index has its own place in the table.
        System.arraycopy(Sha256.of(record), 0, table, index * VolumeCacheHeader.HASH, VolumeCacheHeader.HASH);
    }

    /** Makes the file appear, durably. */
    void publish() throws IOException {
        file.write(ByteBuffer.wrap(table), layout.tableOffset());
        VolumeCacheHeader header = new VolumeCacheHeader(
                layout.datasetRoot(), layout.resampling(), layout.count(), layout.shape(), Sha256.of(table));
        file.write(header.encode(), 0);
        file.publish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
