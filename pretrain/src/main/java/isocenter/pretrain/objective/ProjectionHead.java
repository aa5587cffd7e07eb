package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.relu;

import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.recipe.ProjectionSpec;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.Tensor;

/**
 * SimCLR's g(·): linear layers with batch norm, ReLU between them, [N, F] → [N, output]. Thrown away after pretraining.
 * Source: google-research/simclr, {@code tf2/model.py}, ProjectionHead.
 */
final class ProjectionHead extends Module {
    private final List<LinearImpl> linears = new ArrayList<>();
    private final List<BatchNorm1dImpl> norms = new ArrayList<>();

    ProjectionHead(int features, ProjectionSpec spec) {
        super("ProjectionHead");
        ModuleListImpl linearList = new ModuleListImpl();
        ModuleListImpl normList = new ModuleListImpl();
        int in = features;
        for (int i = 0; i < spec.layers(); i++) {
            int out = i == spec.layers() - 1 ? spec.output() : spec.hidden();
            LinearImpl linear = Layers.linear(in, out, false);
            BatchNorm1dImpl norm = Layers.batchNorm(out);
            linears.add(linear);
            norms.add(norm);
            linearList.push_back(linear);
            normList.push_back(norm);
            in = out;
        }
        register_module("linears", linearList);
        register_module("norms", normList);
    }

    Tensor forward(Tensor features) {
        Tensor x = features;
        for (int i = 0; i < linears.size(); i++) {
            x = norms.get(i).forward(linears.get(i).forward(i == 0 ? x : relu(x)));
        }
        return x;
    }
}
