package isocenter.pretrain.portable;

import isocenter.pretrain.portable.NetworkWriter.Value;
import java.util.Set;

/** A ResNet's features, for a file. Its names say how many blocks it has, and of what kind. */
final class ResNetFeatures {
    private static final int STAGES = 4;

    /** libtorch's default. */
    private static final double EPSILON = 1e-5;

    private final Set<String> names;
    private final NetworkWriter to;

    private ResNetFeatures(Set<String> names, NetworkWriter to) {
        this.names = names;
        this.to = to;
    }

    /**
     * @param names of the weights
     * @param images standardised
     */
    static Value write(Set<String> names, Value images, NetworkWriter to) {
        return new ResNetFeatures(names, to).features(images);
    }

    private Value features(Value images) {
        Value x = to.maxPool(to.relu(normalised(images, "conv1", "bn1", 2, 3)), 3, 2, 1);
        for (int stage = 1; stage <= STAGES; stage++) {
            for (int i = 0; has("layer" + stage + "." + i + ".conv1"); i++) {
                x = block(x, "layer" + stage + "." + i + ".", stage > 1 && i == 0 ? 2 : 1);
            }
        }
        return to.mean(x, 2, 3);
    }

    private Value block(Value x, String block, int stride) {
        // a bottleneck strides in its second convolution, a basic block in its first
        boolean bottleneck = has(block + "conv3");
        int first = bottleneck ? 1 : stride;
        int second = bottleneck ? stride : 1;
        Value y = to.relu(normalised(x, block + "conv1", block + "bn1", first, bottleneck ? 0 : 1));
        y = normalised(y, block + "conv2", block + "bn2", second, 1);
        if (bottleneck) {
            y = normalised(to.relu(y), block + "conv3", block + "bn3", 1, 0);
        }
        String shortcut = block + "downsample.";
        return to.relu(to.add(y, has(shortcut + "0") ? normalised(x, shortcut + "0", shortcut + "1", stride, 0) : x));
    }

    private Value normalised(Value x, String convolution, String norm, int stride, int padding) {
        return to.batchNorm(to.convolution(x, convolution, stride, padding), norm, EPSILON);
    }

    private boolean has(String layer) {
        return names.contains(layer + ".weight");
    }
}
