package isocenter.pretrain.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringTensorDictItem;
import org.bytedeco.pytorch.Tensor;

/** A module's tensors by their dotted names, in the order of registration. The handles outlive later registrations. */
public final class NamedTensors {
    private NamedTensors() {}

    /** Trainable and frozen parameters. */
    public static Map<String, Tensor> parameters(Module module) {
        return copy(module.named_parameters());
    }

    /** Parameters and buffers (running statistics): all that a forward pass depends on. */
    public static Map<String, Tensor> state(Module module) {
        Map<String, Tensor> state = parameters(module);
        state.putAll(copy(module.named_buffers()));
        return state;
    }

    private static Map<String, Tensor> copy(StringTensorDict dictionary) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (long i = 0; i < dictionary.size(); i++) {
            StringTensorDictItem item = dictionary.get(i);
            tensors.put(item.key().getString(), new Tensor(item.value()));
        }
        return tensors;
    }
}
