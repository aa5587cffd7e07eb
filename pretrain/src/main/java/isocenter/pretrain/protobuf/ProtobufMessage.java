package isocenter.pretrain.protobuf;

import isocenter.audit.content.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one protobuf message: each field is its number and wire type, then its value (protobuf.dev, Encoding). Values given
 * as buffers are not copied, so that a message may be larger than the heap.
 */
public final class ProtobufMessage {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    /** What comes before {@link #out}. */
    private final List<ByteBuffer> finished = new ArrayList<>();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An integer, enumeration value or boolean. */
    public ProtobufMessage number(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    /** A {@code double}. */
    public ProtobufMessage real(int field, double value) {
        key(field, FIXED64);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array());
        return this;
    }

    /** A {@code float}. */
    public ProtobufMessage single(int field, float value) {
        key(field, FIXED32);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    /** A {@code string}. */
    public ProtobufMessage text(int field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        delimited(field, bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** A {@code bytes} field: what is left in the buffer, which has to stay as it is until the message is written. */
    public ProtobufMessage raw(int field, ByteBuffer value) {
        delimited(field, value.remaining());
        finish();
        finished.add(value.duplicate());
        return this;
    }

    /** A message, as it is now. */
    public ProtobufMessage message(int field, ProtobufMessage value) {
        delimited(field, value.length());
        if (!value.finished.isEmpty()) {
            finish();
            finished.addAll(value.finished);
        }
        out.writeBytes(value.out.toByteArray());
        return this;
    }

    /** Bytes of the message. */
    public long length() {
        return finished.stream().mapToLong(ByteBuffer::remaining).sum() + out.size();
    }

    /** The message in one piece. */
    public byte[] bytes() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length()));
        finished.forEach(part -> all.put(part.duplicate()));
        return all.put(out.toByteArray()).array();
    }

    /** Writes the message where the channel stands. */
    public void writeTo(FileChannel channel) throws IOException {
        for (ByteBuffer part : finished) {
            DurableFile.writeFully(channel, part.duplicate());
        }
        DurableFile.writeFully(channel, ByteBuffer.wrap(out.toByteArray()));
    }

    private void finish() {
        if (out.size() > 0) {
            finished.add(ByteBuffer.wrap(out.toByteArray()));
            out.reset();
        }
    }

    private void delimited(int field, long length) {
        key(field, LENGTH_DELIMITED);
        varint(length);
    }

    private void key(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
