package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.volume.BlockPlacement;
import isocenter.ingest.volume.BlockResampler;
import isocenter.ingest.volume.BlockShape;
import isocenter.ingest.volume.ValueScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The volumes of a dataset version as blocks of one shape in one memory-mapped file, laid out as {@link VolumeCacheHeader}
 * says. Opening checks the header, the length and the table of hashes; a block's record is checked when it is first
 * needed, a plane when it is first read. So a part of a block costs the planes that it crosses, and no damaged plane is ever
 * used.
 *
 * <p>May be read by many threads. The memory goes back to the system when the object is collected, not at close.
 */
public final class VolumeCache implements VolumeSet, AutoCloseable {
    private static final float MOST = 65535;

    private final String fileName;
    private final List<DatasetMember> members;
    private final VolumeCacheHeader header;
    private final MappedEntries blocks;
    private final MappedEntries records;
    private final byte[] table;
    private final AtomicReferenceArray<BlockRecord> known;
    /** By block and plane. Written by several threads without order: at worst a plane is checked twice. */
    private final boolean[] checked;

    private volatile boolean closed;

    private VolumeCache(
            String fileName, List<DatasetMember> members, VolumeCacheHeader header, FileChannel channel, byte[] table)
            throws IOException {
        this.fileName = fileName;
        this.members = members;
        this.header = header;
        this.table = table;
        this.known = new AtomicReferenceArray<>(header.count());
        this.checked =
                new boolean[Math.multiplyExact(header.count(), header.shape().depth())];
        this.blocks = new MappedEntries(channel, VolumeCacheHeader.LENGTH, header.blockBytes(), header.count());
        this.records = new MappedEntries(
                channel,
                header.recordOffset(0),
                BlockRecord.length(header.shape().depth()),
                header.count());
    }

    /**
     * @param members the dataset's manifest
     * @throws ImageCacheDamaged when the file is not whole or belongs to another dataset, shape or resampling
     */
    static VolumeCache open(Path file, String datasetRoot, List<DatasetMember> members, BlockShape shape) {
        String name = file.getFileName().toString();
        try (FileChannel channel = FileChannel.open(file)) {
            VolumeCacheHeader header = VolumeCacheHeader.decode(
                            CachePages.read(channel, 0, VolumeCacheHeader.LENGTH, name))
                    .orElseThrow(() -> new ImageCacheDamaged("the header of the prepared volumes is damaged", name));
            if (!header.datasetRoot().equals(datasetRoot)
                    || header.resampling() != BlockResampler.VERSION
                    || header.count() != members.size()
                    || !header.shape().equals(shape)) {
                throw new ImageCacheDamaged("the prepared volumes belong to something else", name);
            }
            if (channel.size() != header.fileLength()) {
                throw new ImageCacheDamaged("the prepared volumes have the wrong length", name);
            }
            byte[] table =
                    CachePages.read(channel, header.tableOffset(), header.count() * VolumeCacheHeader.HASH, name);
            if (!Arrays.equals(Sha256.of(table), header.payloadHash())) {
                throw new ImageCacheDamaged("the prepared volumes' table of hashes is damaged", name);
            }
            return new VolumeCache(name, members, header, channel, table);
        } catch (IOException e) {
            throw new UncheckedIOException("the prepared volumes cannot be read", e);
        }
    }

    @Override
    public int count() {
        return header.count();
    }

    @Override
    public BlockShape shape() {
        return header.shape();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ImageCacheDamaged when a plane of the part is no longer what was written
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public void read(int index, BlockRegion region, float[] target, int offset) {
        region.requireInside(shape());
        BlockRecord record = record(index);
        ByteBuffer block = blocks.entry(index);
        int planeBytes = (int) header.planeBytes();
        int at = offset;
        for (int d = region.depthFrom(); d < region.depthFrom() + region.depth(); d++) {
            check(index, d, record, block.slice(d * planeBytes, planeBytes));
            for (int h = region.heightFrom(); h < region.heightFrom() + region.height(); h++) {
                int line =
                        d * planeBytes + (h * shape().width() + region.widthFrom()) * VolumeCacheHeader.BYTES_PER_VALUE;
                for (int w = 0; w < region.width(); w++) {
                    target[at++] = block.getChar(line + w * VolumeCacheHeader.BYTES_PER_VALUE) / MOST;
                }
            }
        }
    }

    private BlockRecord record(int index) {
        Objects.checkIndex(index, count());
        if (closed) {
            throw new IllegalStateException("these prepared volumes were closed");
        }
        BlockRecord record = known.get(index);
        if (record == null) {
            ByteBuffer bytes = records.entry(index);
            byte[] hash = hash(bytes);
            int from = index * VolumeCacheHeader.HASH;
            if (!Arrays.equals(hash, 0, hash.length, table, from, from + VolumeCacheHeader.HASH)) {
                throw new ImageCacheDamaged("the record of prepared volume " + index + " is damaged", fileName);
            }
            record = BlockRecord.decode(bytes);
            known.set(index, record);
        }
        return record;
    }

    private void check(int index, int plane, BlockRecord record, ByteBuffer bytes) {
        int place = index * shape().depth() + plane;
        if (checked[place]) {
            return;
        }
        if (!record.holds(plane, hash(bytes))) {
            throw new ImageCacheDamaged("prepared volume " + index + " is damaged", fileName);
        }
        checked[place] = true;
    }

    private static byte[] hash(ByteBuffer bytes) {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes.duplicate());
        return digest.digest();
    }

    /**
     * Checks every block now.
     *
     * @throws ImageCacheDamaged at the first that is not what was written
     */
    void checkAll() {
        int planeBytes = (int) header.planeBytes();
        for (int i = 0; i < count(); i++) {
            BlockRecord record = record(i);
            ByteBuffer block = blocks.entry(i);
            for (int d = 0; d < shape().depth(); d++) {
                check(i, d, record, block.slice(d * planeBytes, planeBytes));
            }
        }
    }

    /** Bytes of all blocks together. */
    long payloadBytes() {
        return header.count() * header.blockBytes();
    }

    @Override
    public ValueScale scale(int index) {
        return record(index).scale();
    }

    @Override
    public BlockPlacement placement(int index) {
        return record(index).placement();
    }

    @Override
    public String volume(int index) {
        return members.get(index).fileSha256();
    }

    @Override
    public String patient(int index) {
        return members.get(index).patient();
    }

    /** The members, in the order of the blocks. */
    public List<DatasetMember> members() {
        return members;
    }

    @Override
    public void close() {
        closed = true;
    }
}
