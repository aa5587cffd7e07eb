package isocenter.pretrain.embedding;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/** What a record batch holds: for each column its counts and its buffers, laid one behind the other. */
final class ArrowBody {
    static final int ALIGNMENT = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<long[]> nodes = new ArrayList<>();
    private final List<long[]> buffers = new ArrayList<>();

    /** Adds the counts of a column, or of a list's elements. */
    void node(long length, long nulls) {
        nodes.add(new long[] {length, nulls});
    }

    /** Adds a buffer; an empty one stands for a validity map without nulls. */
    void buffer(byte[] content) {
        buffers.add(new long[] {bytes.size(), content.length});
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[padding(content.length)]);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    /** The table that describes the body. */
    int describe(FlatBufferBuilder builder, long rows) {
        RecordBatch.startNodesVector(builder, nodes.size());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(builder, nodes.get(i)[0], nodes.get(i)[1]);
        }
        int nodesAt = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (int i = buffers.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, buffers.get(i)[0], buffers.get(i)[1]);
        }
        int buffersAt = builder.endVector();
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rows);
        RecordBatch.addNodes(builder, nodesAt);
        RecordBatch.addBuffers(builder, buffersAt);
        return RecordBatch.endRecordBatch(builder);
    }

    static int padding(long length) {
        return (int) (-length & (ALIGNMENT - 1));
    }
}
