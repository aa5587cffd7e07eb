package isocenter.pretrain.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** Arithmetic of the forward and backward pass. Weights, moments, losses and norms are always 32-bit floats. */
public enum Precision {
    /** 32-bit floats throughout. */
    FP32,
    /** bfloat16 matrix products and convolutions, chosen per operation by libtorch's autocast. */
    BF16;

    /** @throws IllegalArgumentException for anything but {@code fp32} and {@code bf16} */
    public static Precision of(String name) {
        return switch (name) {
            case "fp32" -> FP32;
            case "bf16" -> BF16;
            default -> throw new IllegalArgumentException("precision is fp32 or bf16, not " + name);
        };
    }

    ScalarType scalarType() {
        return this == BF16 ? ScalarType.BFloat16 : ScalarType.Float;
    }
}
