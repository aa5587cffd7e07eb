package isocenter.pretrain.tensor;

import java.util.List;

/**
 * A tensor of a safetensors file, before its values are read.
 *
 * @param type as the format names it: {@code F32}, {@code BF16}, {@code I64}, …
 * @param shape lengths of its axes
 */
public record StoredTensor(String type, List<Long> shape) {
    /** More values than any file holds, small enough that a multiplication by eight bytes does not overflow. */
    private static final long IMPOSSIBLE = Long.MAX_VALUE / 16;

    public StoredTensor {
        shape = List.copyOf(shape);
    }

    /** True for the types that weights come in. */
    public boolean floating() {
        return List.of("F64", "F32", "F16", "BF16").contains(type);
    }

    /** How many values it has; negative when its shape is impossible. */
    long values() {
        long values = 1;
        for (long length : shape) {
            if (length < 0 || length > 0 && values > IMPOSSIBLE / length) {
                return -1;
            }
            values *= length;
        }
        return values;
    }
}
