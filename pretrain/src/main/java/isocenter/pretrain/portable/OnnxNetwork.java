package isocenter.pretrain.portable;

import static isocenter.pretrain.portable.OnnxGraph.integer;
import static isocenter.pretrain.portable.OnnxGraph.integers;
import static isocenter.pretrain.portable.OnnxGraph.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes a network in the operators of ONNX's opset {@value #OPSET}, the first with layer normalisation. Weights keep their
 * names; those of linear layers are transposed and say so.
 */
final class OnnxNetwork implements NetworkWriter {
    static final int OPSET = 17;

    private final Map<String, Tensor> weights;
    private final OnnxGraph graph = new OnnxGraph();

    OnnxNetwork(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    /** The graph, whose output is that value under another name. */
    OnnxGraph graph(Value answer, String output) {
        graph.node("Identity", List.of(answer), new Value(output));
        return graph;
    }

    @Override
    public Value images() {
        return new Value(ModelMetadata.INPUT);
    }

    @Override
    public Value standardise(Value x, double subtracted, double factor) {
        Value centred = graph.node("Sub", List.of(x, graph.number(subtracted)));
        return graph.node("Mul", List.of(centred, graph.number(factor)));
    }

    @Override
    public Value convolution(Value x, String layer, int stride, int padding) {
        List<Value> inputs = new ArrayList<>(List.of(x, weight(layer + ".weight")));
        if (weights.containsKey(layer + ".bias")) {
            inputs.add(weight(layer + ".bias"));
        }
        return graph.node(
                "Conv",
                inputs,
                integers("strides", stride, stride),
                integers("pads", padding, padding, padding, padding));
    }

    @Override
    public Value batchNorm(Value x, String layer, double epsilon) {
        List<Value> inputs = List.of(
                x,
                weight(layer + ".weight"),
                weight(layer + ".bias"),
                weight(layer + ".running_mean"),
                weight(layer + ".running_var"));
        return graph.node("BatchNormalization", inputs, real("epsilon", epsilon));
    }

    @Override
    public Value layerNorm(Value x, String layer, double epsilon) {
        List<Value> inputs = List.of(x, weight(layer + ".weight"), weight(layer + ".bias"));
        return graph.node("LayerNormalization", inputs, real("epsilon", epsilon));
    }

    @Override
    public Value linear(Value x, String layer) {
        String name = layer + ".weight";
        Value transposed = graph.tensor(name + ".transposed", tensor(name).t());
        return add(graph.node("MatMul", List.of(x, transposed)), weight(layer + ".bias"));
    }

    @Override
    public Value attention(Value projected, int width, int heads) {
        int each = width / heads;
        Value byHead = transpose(reshape(projected, 0, 0, 3, heads, each), 2, 0, 3, 1, 4);
        Value queries = graph.node("Mul", List.of(part(byHead, 0), graph.number(1 / Math.sqrt(each))));
        Value keys = transpose(part(byHead, 1), 0, 1, 3, 2);
        Value scores = graph.node("MatMul", List.of(queries, keys));
        Value shares = graph.node("Softmax", List.of(scores), integer("axis", -1));
        Value mixed = graph.node("MatMul", List.of(shares, part(byHead, 2)));
        return reshape(transpose(mixed, 0, 2, 1, 3), 0, 0, width);
    }

    /** x · (1 + erf(x/√2)) · ½: one operator only from opset 20 on. */
    @Override
    public Value gelu(Value x) {
        Value scaled = graph.node("Mul", List.of(x, graph.number(Math.sqrt(0.5))));
        Value raised = graph.node("Add", List.of(graph.node("Erf", List.of(scaled)), graph.number(1.0)));
        return graph.node("Mul", List.of(graph.node("Mul", List.of(x, raised)), graph.number(0.5)));
    }

    @Override
    public Value relu(Value x) {
        return graph.node("Relu", List.of(x));
    }

    @Override
    public Value maxPool(Value x, int kernel, int stride, int padding) {
        return graph.node(
                "MaxPool",
                List.of(x),
                integers("kernel_shape", kernel, kernel),
                integers("strides", stride, stride),
                integers("pads", padding, padding, padding, padding));
    }

    @Override
    public Value add(Value a, Value b) {
        return graph.node("Add", List.of(a, b));
    }

    @Override
    public Value addParameter(Value x, String parameter) {
        return add(x, weight(parameter));
    }

    @Override
    public Value places(Value map) {
        return transpose(reshape(map, 0, 0, -1), 0, 2, 1);
    }

    @Override
    public Value prepend(Value tokens, String parameter, int width) {
        Value images = graph.node("Shape", List.of(tokens), integer("start", 0), integer("end", 1));
        Value shape = graph.node("Concat", List.of(images, graph.list(1, width)), integer("axis", 0));
        Value first = graph.node("Expand", List.of(weight(parameter), shape));
        return graph.node("Concat", List.of(first, tokens), integer("axis", 1));
    }

    @Override
    public Value withoutFirst(Value tokens) {
        return graph.node("Slice", List.of(tokens, graph.list(1), graph.list(Long.MAX_VALUE), graph.list(1)));
    }

    @Override
    public Value mean(Value x, int... axes) {
        return graph.node(
                "ReduceMean",
                List.of(x),
                integers("axes", Arrays.stream(axes).asLongStream().toArray()),
                integer("keepdims", 0));
    }

    /** A length of 0 stays as it is, −1 is what remains. */
    private Value reshape(Value x, long... shape) {
        return graph.node("Reshape", List.of(x, graph.list(shape)));
    }

    private Value transpose(Value x, long... axes) {
        return graph.node("Transpose", List.of(x), integers("perm", axes));
    }

    private Value part(Value x, int index) {
        return graph.node("Gather", List.of(x, graph.index(index)), integer("axis", 0));
    }

    private Value weight(String name) {
        return graph.tensor(name, tensor(name));
    }

    private Tensor tensor(String name) {
        Tensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalStateException("the backbone has no weight " + name);
        }
        return tensor;
    }
}
