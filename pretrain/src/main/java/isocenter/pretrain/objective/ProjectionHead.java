package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.relu;

import isocenter.pretrain.backbone.BatchNorm;
import isocenter.pretrain.backbone.Layers;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.Tensor;

/**
 * The multi-layer perceptron between a backbone and a loss, [N, F] → [N, output]: linear layers, batch norm after each
 * hidden one, ReLU between them. Thrown away after pretraining.
 */
final class ProjectionHead extends Module {
    /** What follows the last linear layer. */
    enum End {
        /** Nothing, and the layer has a bias: BYOL's heads, SwAV's. */
        BARE,
        /** Batch norm without scale and shift: MoCo v3. */
        NORM,
        /** Batch norm: SimCLR ({@code tf2/model.py}, ProjectionHead). */
        AFFINE_NORM
    }

    private final List<LinearImpl> linears = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();

    ProjectionHead(int features, ProjectionSpec spec, End end) {
        super("ProjectionHead");
        ModuleListImpl linearList = new ModuleListImpl();
        ModuleListImpl normList = new ModuleListImpl();
        int in = features;
        for (int i = 0; i < spec.layers(); i++) {
            boolean last = i == spec.layers() - 1;
            int out = last ? spec.output() : spec.hidden();
            boolean normed = !last || end != End.BARE;
            LinearImpl linear = Layers.linear(in, out, !normed);
            linears.add(linear);
            linearList.push_back(linear);
            if (normed) {
                BatchNorm norm = Layers.batchNorm(out, !last || end == End.AFFINE_NORM);
                norms.add(norm);
                normList.push_back(norm.module());
            }
            in = out;
        }
        register_module("linears", linearList);
        register_module("norms", normList);
    }

    Tensor forward(Tensor features) {
        Tensor x = features;
        for (int i = 0; i < linears.size(); i++) {
            x = linears.get(i).forward(i == 0 ? x : relu(x));
            if (i < norms.size()) {
                x = norms.get(i).forward(x);
            }
        }
        return x;
    }
}
