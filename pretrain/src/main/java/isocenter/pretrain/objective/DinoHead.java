package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.gelu;

import isocenter.pretrain.backbone.Layers;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * DINO's head, [N, F] → [N, prototypes]: three linear layers with GELU to a unit vector, then its cosine with each
 * prototype. Source: facebookresearch/dino, {@code vision_transformer.py}, DINOHead without batch norm, last layer normed.
 */
final class DinoHead extends Module {
    private final LinearImpl first;
    private final LinearImpl second;
    private final LinearImpl third;
    private final LinearImpl prototypes;

    DinoHead(int features, DinoSpec spec) {
        super("DinoHead");
        first = register_module("first", Layers.linear(features, spec.hidden(), true));
        second = register_module("second", Layers.linear(spec.hidden(), spec.hidden(), true));
        third = register_module("third", Layers.linear(spec.hidden(), spec.bottleneck(), true));
        prototypes = register_module("prototypes", Layers.linear(spec.bottleneck(), spec.prototypes(), false));
    }

    /** @param frozen keeps the gradient from the prototypes */
    Tensor forward(Tensor features, boolean frozen) {
        Tensor x = third.forward(gelu(second.forward(gelu(first.forward(features)))));
        Tensor weight = frozen ? prototypes.weight().detach() : prototypes.weight();
        Tensor cosines = Rows.unitLength(x.to(ScalarType.Float))
                .matmul(Rows.unitLength(weight).t());
        // autocast multiplies in bfloat16; what a temperature of 0.04 sharpens, and the centre's mean, are kept in full
        return cosines.to(ScalarType.Float);
    }
}
