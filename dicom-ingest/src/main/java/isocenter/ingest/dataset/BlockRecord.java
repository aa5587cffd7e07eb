package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.volume.BlockPlacement;
import isocenter.ingest.volume.ValueScale;
import isocenter.ingest.volume.Vector3;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a file of blocks says of one of them: fourteen doubles, little-endian (low and high end of the scale; origin, depth
 * step, height step and width step as x, y, z), then the SHA-256 of each plane.
 */
record BlockRecord(ValueScale scale, BlockPlacement placement, byte[] planeHashes) {
    private static final int NUMBERS = 14 * Double.BYTES;

    static int length(int depth) {
        return NUMBERS + depth * Sha256.LENGTH;
    }

    byte[] encode() {
        ByteBuffer record = ByteBuffer.allocate(NUMBERS + planeHashes.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putDouble(scale.low()).putDouble(scale.high());
        put(record, placement.origin());
        put(record, placement.depthStep());
        put(record, placement.heightStep());
        put(record, placement.widthStep());
        return record.put(planeHashes).array();
    }

    private static void put(ByteBuffer record, Vector3 vector) {
        record.putDouble(vector.x()).putDouble(vector.y()).putDouble(vector.z());
    }

    static BlockRecord decode(ByteBuffer bytes) {
        ByteBuffer record = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        ValueScale scale = new ValueScale(record.getDouble(), record.getDouble());
        BlockPlacement placement = new BlockPlacement(vector(record), vector(record), vector(record), vector(record));
        byte[] planes = new byte[record.remaining()];
        record.get(planes);
        return new BlockRecord(scale, placement, planes);
    }

    private static Vector3 vector(ByteBuffer record) {
        return new Vector3(record.getDouble(), record.getDouble(), record.getDouble());
    }

    /** Whether a plane's bytes are those that were written. */
    boolean holds(int plane, byte[] sha256) {
        return java.util.Arrays.equals(
                planeHashes, plane * Sha256.LENGTH, (plane + 1) * Sha256.LENGTH, sha256, 0, Sha256.LENGTH);
    }
}
