package isocenter.pretrain.portable;

/**
 * A format that networks are written in, by the operations that the encoders here are made of. Each call adds one operation
 * and answers with its result. Layers are named as in the weights file: {@code layer} stands for {@code layer.weight} and
 * what else belongs to it.
 */
interface NetworkWriter {
    /** The result of an operation, by the name that the file gives it. */
    record Value(String name) {}

    /** The network's input, [N, 1, size, size]. */
    Value images();

    /** (x − subtracted) · factor. */
    Value standardise(Value x, double subtracted, double factor);

    /** A square convolution, with a bias where the layer has one. [N, C, H, W] → [N, O, H', W']. */
    Value convolution(Value x, String layer, int stride, int padding);

    /** Batch norm by the running statistics, [N, C, H, W]. */
    Value batchNorm(Value x, String layer, double epsilon);

    /** Normalises the last axis. */
    Value layerNorm(Value x, String layer, double epsilon);

    /** x·Wᵀ + b over the last axis. */
    Value linear(Value x, String layer);

    /**
     * Scaled dot-product attention.
     *
     * @param projected [N, L, 3·width]: queries, keys and values, each by head
     * @return [N, L, width]
     */
    Value attention(Value projected, int width, int heads);

    /** x·Φ(x), with the error function, not with tanh. */
    Value gelu(Value x);

    Value relu(Value x);

    /** The largest of each square, [N, C, H, W] → [N, C, H', W']. */
    Value maxPool(Value x, int kernel, int stride, int padding);

    Value add(Value a, Value b);

    /** Adds a parameter that is the same for all images. */
    Value addParameter(Value x, String parameter);

    /** A map's places one after another, row by row: [N, C, H, W] → [N, H·W, C]. */
    Value places(Value map);

    /** Puts a parameter [1, 1, width] before the tokens: [N, L, width] → [N, 1 + L, width]. */
    Value prepend(Value tokens, String parameter, int width);

    /** Leaves the first token out: [N, 1 + L, width] → [N, L, width]. */
    Value withoutFirst(Value tokens);

    /** The mean over some axes, which are dropped. */
    Value mean(Value x, int... axes);
}
