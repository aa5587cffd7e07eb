package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How the elements of one level are written. */
record Encoding(boolean explicit, ByteOrder order) {
    static final Encoding IMPLICIT = new Encoding(false, ByteOrder.LITTLE_ENDIAN);

    static Encoding of(TransferSyntax syntax) {
        return new Encoding(syntax.explicitVr(), syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** The tag at an absolute position, in this byte order whatever the buffer's is. */
    int tag(ByteBuffer buffer, int position) {
        int b0 = buffer.get(position) & 0xFF;
        int b1 = buffer.get(position + 1) & 0xFF;
        int b2 = buffer.get(position + 2) & 0xFF;
        int b3 = buffer.get(position + 3) & 0xFF;
        return order == ByteOrder.LITTLE_ENDIAN
                ? b1 << 24 | b0 << 16 | b3 << 8 | b2
                : b0 << 24 | b1 << 16 | b2 << 8 | b3;
    }
}
