package isocenter.pretrain.embedding;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.jspecify.annotations.Nullable;

/** A column of an Arrow file (Arrow columnar format 1.5, physical memory layout). */
sealed interface ArrowColumn {
    /** Its description in the schema. */
    int field(FlatBufferBuilder builder);

    /** Adds its buffers for rows from {@code from}, inclusive, to {@code to}, exclusive. */
    void append(ArrowBody body, int from, int to);

    /** A value of a row; null where nothing is known. */
    interface Value<T> extends IntFunction<@Nullable T> {}

    /** UTF-8. */
    record Text(String name, Value<String> value) implements ArrowColumn {
        @Override
        public int field(FlatBufferBuilder builder) {
            Utf8.startUtf8(builder);
            return ArrowColumn.field(builder, name, true, Type.Utf8, Utf8.endUtf8(builder));
        }

        @Override
        public void append(ArrowBody body, int from, int to) {
            ByteBuffer offsets = littleEndian((to - from + 1) * Integer.BYTES).putInt(0);
            ByteArrayOutputStream texts = new ByteArrayOutputStream();
            for (int row = from; row < to; row++) {
                String text = value.apply(row);
                texts.writeBytes(text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8));
                offsets.putInt(texts.size());
            }
            validity(body, value, from, to);
            body.buffer(offsets.array());
            body.buffer(texts.toByteArray());
        }
    }

    /** Int32. */
    record Whole(String name, Value<Integer> value) implements ArrowColumn {
        @Override
        public int field(FlatBufferBuilder builder) {
            return ArrowColumn.field(builder, name, true, Type.Int, Int.createInt(builder, Integer.SIZE, true));
        }

        @Override
        public void append(ArrowBody body, int from, int to) {
            ByteBuffer numbers = littleEndian((to - from) * Integer.BYTES);
            for (int row = from; row < to; row++) {
                Integer number = value.apply(row);
                numbers.putInt(number == null ? 0 : number);
            }
            validity(body, value, from, to);
            body.buffer(numbers.array());
        }
    }

    /** Lists of equally many float32. */
    record Vectors(String name, float[][] rows) implements ArrowColumn {
        @Override
        public int field(FlatBufferBuilder builder) {
            int element = ArrowColumn.field(
                    builder,
                    "item",
                    false,
                    Type.FloatingPoint,
                    FloatingPoint.createFloatingPoint(builder, Precision.SINGLE));
            return ArrowColumn.field(
                    builder,
                    name,
                    false,
                    Type.FixedSizeList,
                    FixedSizeList.createFixedSizeList(builder, rows[0].length),
                    element);
        }

        @Override
        public void append(ArrowBody body, int from, int to) {
            ByteBuffer numbers = littleEndian((to - from) * rows[0].length * Float.BYTES);
            for (int row = from; row < to; row++) {
                for (float number : rows[row]) {
                    numbers.putFloat(number);
                }
            }
            body.node(to - from, 0);
            body.buffer(new byte[0]);
            body.node((long) (to - from) * rows[0].length, 0);
            body.buffer(new byte[0]);
            body.buffer(numbers.array());
        }
    }

    private static int field(
            FlatBufferBuilder builder, String name, boolean nullable, byte kind, int type, int... children) {
        int nameAt = builder.createString(name);
        int childrenAt = Field.createChildrenVector(builder, children);
        return Field.createField(builder, nameAt, nullable, kind, type, 0, childrenAt, 0);
    }

    /** The counts, and a bit for each row, the least significant first: 1 where there is a value. */
    private static <T> void validity(ArrowBody body, Value<T> value, int from, int to) {
        byte[] bits = new byte[(to - from + 7) / 8];
        int nulls = 0;
        for (int row = from; row < to; row++) {
            if (value.apply(row) == null) {
                nulls++;
            } else {
                bits[(row - from) / 8] |= (byte) (1 << ((row - from) % 8));
            }
        }
        body.node(to - from, nulls);
        body.buffer(nulls == 0 ? new byte[0] : bits);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
