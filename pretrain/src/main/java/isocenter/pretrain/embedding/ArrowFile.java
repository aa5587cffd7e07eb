package isocenter.pretrain.embedding;

import com.google.flatbuffers.FlatBufferBuilder;
import isocenter.audit.content.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;

/**
 * A table as an Arrow file (Arrow columnar format 1.5, IPC file format, uncompressed; also known as Feather 2): what pyarrow,
 * pandas, polars, DuckDB, R and Julia read without copying.
 */
final class ArrowFile {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTINUATION = -1;
    private static final int ROWS_OF_A_BATCH = 1024;

    private final List<ArrowColumn> columns;
    private final Map<String, String> metadata;
    private final List<long[]> blocks = new ArrayList<>();

    private ArrowFile(List<ArrowColumn> columns, Map<String, String> metadata) {
        this.columns = columns;
        this.metadata = metadata;
    }

    /**
     * Writes the file whole or not at all.
     *
     * @param metadata of the schema, text by name
     */
    static void write(Path file, int rows, List<ArrowColumn> columns, Map<String, String> metadata) {
        DurableFile.write(file, channel -> new ArrowFile(columns, metadata).writeTo(channel, rows));
    }

    private void writeTo(FileChannel channel, int rows) throws IOException {
        put(channel, padded(MAGIC));
        FlatBufferBuilder schema = builder();
        message(channel, schema, MessageHeader.Schema, schema(schema), new byte[0]);
        for (int from = 0; from < rows; from += ROWS_OF_A_BATCH) {
            int to = Math.min(rows, from + ROWS_OF_A_BATCH);
            ArrowBody body = new ArrowBody();
            for (ArrowColumn column : columns) {
                column.append(body, from, to);
            }
            FlatBufferBuilder batch = builder();
            long start = channel.position();
            byte[] bytes = body.toByteArray();
            message(channel, batch, MessageHeader.RecordBatch, body.describe(batch, to - from), bytes);
            blocks.add(new long[] {start, channel.position() - start - bytes.length, bytes.length});
        }
        put(channel, integers(CONTINUATION, 0));
        byte[] footer = footer();
        put(channel, footer);
        put(channel, integers(footer.length));
        put(channel, MAGIC);
    }

    private static void message(FileChannel channel, FlatBufferBuilder builder, byte kind, int header, byte[] body)
            throws IOException {
        Message.finishMessageBuffer(
                builder, Message.createMessage(builder, MetadataVersion.V5, kind, header, body.length, 0));
        byte[] metadata = padded(builder.sizedByteArray());
        put(channel, integers(CONTINUATION, metadata.length));
        put(channel, metadata);
        put(channel, body);
    }

    private int schema(FlatBufferBuilder builder) {
        int fields = Schema.createFieldsVector(
                builder,
                columns.stream().mapToInt(column -> column.field(builder)).toArray());
        int pairs = Schema.createCustomMetadataVector(
                builder,
                metadata.entrySet().stream()
                        .mapToInt(pair -> KeyValue.createKeyValue(
                                builder, builder.createString(pair.getKey()), builder.createString(pair.getValue())))
                        .toArray());
        return Schema.createSchema(builder, Endianness.Little, fields, pairs, 0);
    }

    private byte[] footer() {
        FlatBufferBuilder builder = builder();
        int schema = schema(builder);
        Footer.startRecordBatchesVector(builder, blocks.size());
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block.createBlock(builder, blocks.get(i)[0], (int) blocks.get(i)[1], blocks.get(i)[2]);
        }
        int batches = builder.endVector();
        Footer.startDictionariesVector(builder, 0);
        int dictionaries = builder.endVector();
        Footer.finishFooterBuffer(
                builder, Footer.createFooter(builder, MetadataVersion.V5, schema, dictionaries, batches, 0));
        return builder.sizedByteArray();
    }

    private static FlatBufferBuilder builder() {
        return new FlatBufferBuilder();
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + ArrowBody.padding(bytes.length));
    }

    private static byte[] integers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static void put(FileChannel channel, byte[] bytes) throws IOException {
        DurableFile.writeFully(channel, ByteBuffer.wrap(bytes));
    }
}
