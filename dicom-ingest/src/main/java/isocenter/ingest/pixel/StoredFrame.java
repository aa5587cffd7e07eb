package isocenter.ingest.pixel;

import isocenter.audit.content.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The stored values of one frame after decompression, BitsStored, HighBit and sign, before any lookup table. Samples are
 * interleaved and rows follow each other: sample {@code s} of column {@code x} in row {@code y} is at
 * {@code (y * columns + x) * samples + s}.
 */
public sealed interface StoredFrame {
    int rows();

    int columns();

    /** Samples per pixel: 1 or 3. */
    int samples();

    ColourSpace colours();

    /** The value at an index of the interleaved order. */
    double at(int index);

    /** Feeds the values to a digest in the canonical form: each as 4 (or 8) bytes, little endian. */
    void update(MessageDigest digest);

    /** Lower-case hex SHA-256 of the canonical form. */
    default String sha256() {
        MessageDigest digest = Sha256.digest();
        update(digest);
        return Sha256.hex(digest);
    }

    /**
     * Integer values: all objects with Pixel Data.
     *
     * @param unsigned32 the values are 32-bit unsigned and kept as their bits
     */
    record Integers(int rows, int columns, int samples, ColourSpace colours, int[] values, boolean unsigned32)
            implements StoredFrame {
        @Override
        public double at(int index) {
            return unsigned32 ? Integer.toUnsignedLong(values[index]) : values[index];
        }

        @Override
        public void update(MessageDigest digest) {
            ByteBuffer chunk = ByteBuffer.allocate(32 * 1024).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += 8 * 1024) {
                int count = Math.min(8 * 1024, values.length - from);
                chunk.clear().asIntBuffer().put(values, from, count);
                digest.update(chunk.array(), 0, count * 4);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Integers o
                    && rows == o.rows
                    && columns == o.columns
                    && samples == o.samples
                    && colours == o.colours
                    && Arrays.equals(values, o.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /**
     * Real values: objects with Float or Double Float Pixel Data.
     *
     * @param single the object holds 32-bit floats; they are hashed as 4 bytes
     */
    record Reals(int rows, int columns, double[] values, boolean single) implements StoredFrame {
        @Override
        public int samples() {
            return 1;
        }

        @Override
        public ColourSpace colours() {
            return ColourSpace.GREY;
        }

        @Override
        public double at(int index) {
            return values[index];
        }

        @Override
        public void update(MessageDigest digest) {
            ByteBuffer one = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            for (double value : values) {
                if (single) {
                    one.putFloat(0, (float) value);
                } else {
                    one.putDouble(0, value);
                }
                digest.update(one.array(), 0, single ? 4 : 8);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Reals o
                    && rows == o.rows
                    && columns == o.columns
                    && Arrays.equals(values, o.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}
