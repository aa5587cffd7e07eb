package isocenter.deploy.cli;

import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.StoredFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The values of one frame as an array.
 *
 * @param dtype NumPy's name of their type
 * @param shape rows and columns, for colour also samples
 * @param bytes little-endian, C order
 * @param values the same by index
 */
record PixelArray(String dtype, List<Integer> shape, ByteBuffer bytes, IntToDoubleFunction values) {

    /** Stored values in the smallest type that Bits Allocated and the sign need. */
    static PixelArray stored(Frames frames, StoredFrame frame) {
        List<Integer> shape = frame.samples() == 1
                ? List.of(frame.rows(), frame.columns())
                : List.of(frame.rows(), frame.columns(), frame.samples());
        int size = frames.bitsAllocated() <= 8 ? 1 : frames.bitsAllocated() / 8;
        String kind = frame instanceof StoredFrame.Reals ? "f" : frames.signed() ? "i" : "u";
        int count = count(shape);
        ByteBuffer bytes = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
        if (frame instanceof StoredFrame.Integers integers) {
            for (int value : integers.values()) {
                switch (size) {
                    case 1 -> bytes.put((byte) value);
                    case 2 -> bytes.putShort((short) value);
                    default -> bytes.putInt(value);
                }
            }
        } else {
            for (double value : ((StoredFrame.Reals) frame).values()) {
                if (size == Float.BYTES) {
                    bytes.putFloat((float) value);
                } else {
                    bytes.putDouble(value);
                }
            }
        }
        return new PixelArray((size == 1 ? "|" : "<") + kind + size, shape, bytes.flip(), frame::at);
    }

    /** One channel of 32-bit floats. */
    static PixelArray floats(int rows, int columns, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new PixelArray("<f4", List.of(rows, columns), bytes, i -> values[i]);
    }

    int count() {
        return count(shape);
    }

    private static int count(List<Integer> shape) {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }
}
