package isocenter.deploy.demo;

import java.io.IOException;

/** The demonstration's encoder, for tests of other packages. */
public final class Jpeg2000Frames {
    private Jpeg2000Frames() {}

    /** A lossless codestream of unsigned values. */
    public static byte[] lossless(int[] values, int rows, int columns, int bits) throws IOException {
        return Jpeg2000Encoder.encode(values, rows, columns, bits);
    }
}
