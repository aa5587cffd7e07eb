package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.relu;

import isocenter.pretrain.backbone.Layers;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/** Two linear layers with ReLU between them and no batch norm, [N, F] → [N, output]: MoCo v2's head. */
final class PlainHead extends Module {
    private final LinearImpl hidden;
    private final LinearImpl output;

    PlainHead(int features, int hidden, int output) {
        super("PlainHead");
        this.hidden = register_module("hidden", Layers.linear(features, hidden, true));
        this.output = register_module("output", Layers.linear(hidden, output, true));
    }

    Tensor forward(Tensor features) {
        return output.forward(relu(hidden.forward(features)));
    }
}
