package isocenter.pretrain.portable;

import isocenter.pretrain.portable.NetworkWriter.Value;
import isocenter.pretrain.protobuf.ProtobufMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/** The nodes and initialisers of a GraphProto while they grow. Field numbers are those of onnx.proto. */
final class OnnxGraph {
    /** TensorProto.DataType. */
    static final int FLOAT = 1;

    private static final int INT64 = 7;

    /** AttributeProto.AttributeType. */
    private static final int FLOAT_ATTRIBUTE = 1;

    private static final int INT_ATTRIBUTE = 2;
    private static final int INTS_ATTRIBUTE = 7;

    private final List<ProtobufMessage> nodes = new ArrayList<>();
    private final List<ProtobufMessage> initialisers = new ArrayList<>();

    /** The initialisers refer to their memory until the file is written. */
    private final List<Tensor> kept = new ArrayList<>();

    private int values;

    /** Adds an operation with one result. */
    Value node(String operator, List<Value> inputs, ProtobufMessage... attributes) {
        return node(operator, inputs, new Value("v" + values++), attributes);
    }

    /** Adds an operation whose result has a name already. */
    Value node(String operator, List<Value> inputs, Value result, ProtobufMessage... attributes) {
        ProtobufMessage node = new ProtobufMessage();
        inputs.forEach(input -> node.text(1, input.name()));
        node.text(2, result.name()).text(4, operator);
        for (ProtobufMessage attribute : attributes) {
            node.message(5, attribute);
        }
        nodes.add(node);
        return result;
    }

    /** A whole number as an attribute. */
    static ProtobufMessage integer(String name, long value) {
        return new ProtobufMessage().text(1, name).number(3, value).number(20, INT_ATTRIBUTE);
    }

    /** A real number as an attribute. */
    static ProtobufMessage real(String name, double value) {
        return new ProtobufMessage().text(1, name).single(2, (float) value).number(20, FLOAT_ATTRIBUTE);
    }

    /** Whole numbers as an attribute. */
    static ProtobufMessage integers(String name, long... values) {
        ProtobufMessage attribute = new ProtobufMessage().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, INTS_ATTRIBUTE);
    }

    /** A number, for operators that take it as an input. */
    Value number(double value) {
        return constant(FLOAT, new long[0], buffer(4).putFloat((float) value));
    }

    /** An index. */
    Value index(int value) {
        return constant(INT64, new long[0], buffer(8).putLong(value));
    }

    /** A shape or list of axes. */
    Value list(long... values) {
        ByteBuffer bytes = buffer(8 * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return constant(INT64, new long[] {values.length}, bytes);
    }

    /** The values of a tensor of 32-bit floats, which are not copied when they lie in order. */
    Value tensor(String name, Tensor tensor) {
        Tensor plain = tensor.detach().contiguous();
        kept.add(plain);
        long[] shape = new long[(int) plain.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = plain.size(i);
        }
        return initialiser(
                name,
                FLOAT,
                shape,
                new BytePointer(plain.data_ptr()).capacity(plain.nbytes()).asByteBuffer());
    }

    /** Everything so far, as the beginning of a GraphProto. */
    ProtobufMessage message(String name) {
        ProtobufMessage graph = new ProtobufMessage();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        initialisers.forEach(initialiser -> graph.message(5, initialiser));
        return graph;
    }

    private Value constant(int type, long[] shape, ByteBuffer bytes) {
        return initialiser("c" + initialisers.size(), type, shape, bytes.flip());
    }

    private Value initialiser(String name, int type, long[] shape, ByteBuffer bytes) {
        ProtobufMessage tensor = new ProtobufMessage();
        for (long length : shape) {
            tensor.number(1, length);
        }
        initialisers.add(tensor.number(2, type).text(8, name).raw(9, bytes));
        return new Value(name);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
