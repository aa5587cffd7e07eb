package isocenter.pretrain.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A vector as bytes: float32, little-endian, as Arrow and NumPy have it. */
final class VectorBytes {
    private VectorBytes() {}

    static byte[] of(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return bytes.array();
    }

    static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
