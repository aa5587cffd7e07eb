package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.pixel_shuffle;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/** Paints each place of a backbone's map from its own features alone: [N, F, h, w] → [N, 1, h·stride, w·stride]. */
final class PixelHead extends Module {
    private final LinearImpl paint;
    private final int stride;

    PixelHead(Backbone backbone) {
        super("PixelHead");
        stride = backbone.stride();
        paint = register_module("paint", Layers.linear(backbone.featureCount(), (long) stride * stride, true));
    }

    Tensor forward(Tensor map) {
        Tensor painted = paint.forward(map.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
        return pixel_shuffle(painted, stride);
    }
}
