package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.prepared.PreparedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The first page of a cache file: little-endian, 4096 bytes, zero after its own hash.
 *
 * <pre>
 *   0  "ISOIMAGE"                     32  dataset root, 32 bytes
 *   8  int   format, 1                64  payload hash, 32 bytes: SHA-256 of the table of the images' SHA-256
 *  12  int   preprocessing version    96  SHA-256 of bytes 0 to 95
 *  16  int   count
 *  20  int   size
 *  24  int   bits a value, 16
 *  28  int   0
 * </pre>
 *
 * The images follow, count × size × size unsigned 16-bit values (v / 65535 is the display value), then the table, count
 * × 32 bytes.
 *
 * @param datasetRoot lower-case hex
 */
record CacheHeader(String datasetRoot, int preprocessing, int count, int size, byte[] payloadHash) {
    static final int LENGTH = 4096;
    static final int HASH = Sha256.LENGTH;

    private static final byte[] MAGIC = "ISOIMAGE".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int HASHED = 96;

    long imageBytes() {
        return (long) size * size * PreparedImage.BYTES_PER_VALUE;
    }

    long tableOffset() {
        return LENGTH + count * imageBytes();
    }

    long fileLength() {
        return tableOffset() + (long) count * HASH;
    }

    ByteBuffer encode() {
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC)
                .putInt(FORMAT)
                .putInt(preprocessing)
                .putInt(count)
                .putInt(size)
                .putInt(PreparedImage.BYTES_PER_VALUE * Byte.SIZE)
                .putInt(0)
                .put(HexFormat.of().parseHex(datasetRoot))
                .put(payloadHash);
        header.put(Sha256.of(Arrays.copyOf(header.array(), HASHED)));
        return header.clear();
    }

    /** Empty when the bytes are not a sound header of this format. */
    static Optional<CacheHeader> decode(byte[] page) {
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
        int preprocessing = header.getInt();
        int count = header.getInt();
        int size = header.getInt();
        return Optional.of(new CacheHeader(
                HexFormat.of().formatHex(page, 32, 64),
                preprocessing,
                count,
                size,
                Arrays.copyOfRange(page, 64, HASHED)));
    }
}
