package isocenter.deploy.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * NumPy's format, version 1.0: magic, version, length of the header, the header as a Python literal padded with blanks so
 * that the data begins at a multiple of 64, then the values in C order.
 */
final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /**
     * @param dtype NumPy's name of the type, such as {@code <i2}
     * @param data little-endian values, from its position on
     */
    static void write(Path file, String dtype, List<Integer> shape, ByteBuffer data) throws IOException {
        String sides = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String literal = "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
                .formatted(dtype, sides, shape.size() == 1 ? "," : "");
        int prefix = MAGIC.length + 2;
        int length = (prefix + literal.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - prefix;
        byte[] header = new byte[length];
        Arrays.fill(header, (byte) ' ');
        byte[] text = literal.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 0, text.length);
        header[length - 1] = '\n';
        ByteBuffer whole =
                ByteBuffer.allocate(prefix + length + data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        whole.put(MAGIC).putShort((short) length).put(header).put(data.duplicate());
        Files.write(file, whole.array());
    }
}
