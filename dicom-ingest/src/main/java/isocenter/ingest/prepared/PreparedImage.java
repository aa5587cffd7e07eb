package isocenter.ingest.prepared;

import isocenter.ingest.pixel.GreyImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An image as training reads it: as a display shows it, fitted into a square ({@link #VERSION} says how), each value an
 * unsigned 16-bit number, little endian, row-major; {@code v / 65535} is the display value in [0, 1].
 */
public final class PreparedImage {
    /** Raised whenever the same picture would give other values; part of the identity of what is kept. */
    public static final int VERSION = 1;

    /** Smallest side in pixels. */
    public static final int SMALLEST = 8;

    /** Largest side in pixels. */
    public static final int LARGEST = 4096;

    /** Bytes of one value. */
    public static final int BYTES_PER_VALUE = 2;

    /** The number that shows as white. */
    public static final float WHITE = 65535;

    private PreparedImage() {}

    /** Whether images can be prepared with this side. */
    public static boolean isSize(int size) {
        return size >= SMALLEST && size <= LARGEST;
    }

    /**
     * Fits an image into a square.
     *
     * @param size side in pixels
     * @return {@code size * size * 2} bytes; display values outside [0, 1] are set to the nearer end, NaN to 0
     */
    public static byte[] of(GreyImage image, int size) {
        float[] square = new float[size * size];
        Letterbox.fit(image.display(), image.rows(), image.columns(), size, square, 0);
        ByteBuffer bytes = ByteBuffer.allocate(square.length * BYTES_PER_VALUE).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : square) {
            bytes.putShort((short) Math.round(Math.min(1, Math.max(0, value)) * WHITE));
        }
        return bytes.array();
    }
}
