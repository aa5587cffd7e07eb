package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.volume.BlockShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The first page of a file of blocks: little-endian, 4096 bytes, zero after its own hash.
 *
 * <pre>
 *   0  "ISOVOLUM"                  32  double  depth spacing, mm
 *   8  int   format, 1             40  double  height spacing
 *  12  int   resampling version    48  double  width spacing
 *  16  int   count                 56  int     bits a value, 16
 *  20  int   depth                 60  int     0
 *  24  int   height                64  dataset root, 32 bytes
 *  28  int   width                 96  payload hash, 32 bytes: SHA-256 of the table
 *                                 128  SHA-256 of bytes 0 to 127
 * </pre>
 *
 * The blocks follow, count × depth × height × width unsigned 16-bit values; then a {@link BlockRecord} for each, which
 * says what its values mean and where it lies and has the SHA-256 of each of its planes; then the table, count × 32 bytes,
 * with the SHA-256 of each record.
 *
 * @param datasetRoot lower-case hex
 */
record VolumeCacheHeader(String datasetRoot, int resampling, int count, BlockShape shape, byte[] payloadHash) {
    static final int LENGTH = 4096;
    static final int HASH = Sha256.LENGTH;
    static final int BYTES_PER_VALUE = 2;

    private static final byte[] MAGIC = "ISOVOLUM".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int HASHED = 128;

    long planeBytes() {
        return (long) shape.height() * shape.width() * BYTES_PER_VALUE;
    }

    long blockBytes() {
        return shape.depth() * planeBytes();
    }

    long blockOffset(int index) {
        return LENGTH + index * blockBytes();
    }

    long recordOffset(int index) {
        return blockOffset(count) + (long) index * BlockRecord.length(shape.depth());
    }

    long tableOffset() {
        return recordOffset(count);
    }

    long fileLength() {
        return tableOffset() + (long) count * HASH;
    }

    ByteBuffer encode() {
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC)
                .putInt(FORMAT)
                .putInt(resampling)
                .putInt(count)
                .putInt(shape.depth())
                .putInt(shape.height())
                .putInt(shape.width())
                .putDouble(shape.depthSpacing())
                .putDouble(shape.heightSpacing())
                .putDouble(shape.widthSpacing())
                .putInt(BYTES_PER_VALUE * Byte.SIZE)
                .putInt(0)
                .put(HexFormat.of().parseHex(datasetRoot))
                .put(payloadHash);
        header.put(Sha256.of(Arrays.copyOf(header.array(), HASHED)));
        return header.clear();
    }

    /** Empty when the bytes are not a sound header of this format. */
    static Optional<VolumeCacheHeader> decode(byte[] page) {
        if (page.length != LENGTH
                || !Arrays.equals(page, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(
                        Sha256.of(Arrays.copyOf(page, HASHED)), Arrays.copyOfRange(page, HASHED, HASHED + HASH))) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        if (header.getInt() != FORMAT) {
            return Optional.empty();
        }
        int resampling = header.getInt();
        int count = header.getInt();
        BlockShape shape = new BlockShape(
                header.getInt(),
                header.getInt(),
                header.getInt(),
                header.getDouble(),
                header.getDouble(),
                header.getDouble());
        return Optional.of(new VolumeCacheHeader(
                HexFormat.of().formatHex(page, 64, 96),
                resampling,
                count,
                shape,
                Arrays.copyOfRange(page, 96, HASHED)));
    }
}
