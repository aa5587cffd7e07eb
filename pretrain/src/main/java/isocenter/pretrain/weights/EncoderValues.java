package isocenter.pretrain.weights;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The source's values on their way to ours, 32-bit floats by name; arithmetic on them is in 64-bit floats. */
final class EncoderValues {
    private final Map<String, Tensor> values;

    EncoderValues(Map<String, Tensor> values) {
        this.values = values;
    }

    Tensor get(String name) {
        Tensor value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("No weight " + name + " was read");
        }
        return value;
    }

    /** As 64-bit floats. */
    Tensor exact(String name) {
        return get(name).to(ScalarType.Double);
    }

    /** Stores a value as 32-bit floats. */
    void put(String name, Tensor value) {
        values.put(name, value.to(ScalarType.Float));
    }

    void remove(String name) {
        values.remove(name);
    }

    /** Copies every value into the tensor of its name. */
    void copyInto(Map<String, Tensor> state) {
        values.forEach((name, value) -> {
            Tensor target = state.get(name);
            if (target == null) {
                throw new IllegalStateException("No place for the weight " + name);
            }
            target.copy_(value);
        });
    }
}
