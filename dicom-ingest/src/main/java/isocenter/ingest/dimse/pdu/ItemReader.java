package isocenter.ingest.dimse.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads big-endian fields and items from a part of a PDU, and never beyond it. */
final class ItemReader {
    private final ByteBuffer bytes;

    ItemReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    int remaining() {
        return bytes.remaining();
    }

    int u8() {
        require(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int u16() {
        require(2);
        return Short.toUnsignedInt(bytes.getShort());
    }

    /** An unsigned number of 32 bits that must be below 2^31. */
    int length() {
        require(4);
        int length = bytes.getInt();
        if (length < 0) {
            throw PduException.invalid("a length of 32 bits is larger than any PDU");
        }
        return length;
    }

    /** An unsigned number of 32 bits, 2^31-1 standing for all above. */
    int saturated() {
        require(4);
        int value = bytes.getInt();
        return value < 0 ? Integer.MAX_VALUE : value;
    }

    void skip(int count) {
        require(count);
        bytes.position(bytes.position() + count);
    }

    /** The next bytes, as a reader of their own. */
    ItemReader part(int length) {
        return new ItemReader(slice(length));
    }

    /** The value of the item whose type was just read: a reserved byte, a length of 16 bits, and that many bytes. */
    ItemReader item() {
        skip(1);
        return part(u16());
    }

    ByteBuffer slice(int length) {
        require(length);
        ByteBuffer slice = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return slice;
    }

    /** Text without blanks and NULs around it. */
    String text(int length) {
        ByteBuffer text = slice(length);
        String decoded = StandardCharsets.ISO_8859_1.decode(text).toString();
        int start = 0;
        int end = decoded.length();
        while (start < end && decoded.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && decoded.charAt(end - 1) <= ' ') {
            end--;
        }
        return decoded.substring(start, end);
    }

    /** All that is left, as text. */
    String text() {
        return text(remaining());
    }

    private void require(int count) {
        if (bytes.remaining() < count) {
            throw PduException.invalid("an item claims %d bytes where %d are left".formatted(count, bytes.remaining()));
        }
    }
}
