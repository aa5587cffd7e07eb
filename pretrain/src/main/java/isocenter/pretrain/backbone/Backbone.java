package isocenter.pretrain.backbone;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.NamedTensors;
import java.util.Map;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/**
 * An encoder of one-channel images [N, 1, H, W], or of volumes [N, 1, D, H, W] where its architecture is one for them: what
 * is said of images here holds for both. Pixel values are in [0, 1] as an {@code ImageSet} gives them; the encoder itself
 * brings them to mean 0 and deviation 1 with the fixed constants {@link #INPUT_MEAN} and {@link #INPUT_DEVIATION}, so
 * that pretraining, fine-tuning and serving cannot disagree.
 *
 * <p>An interface, because a class that extended libtorch's would load the native library before {@link Libtorch} could
 * choose its matrix library.
 */
public interface Backbone {
    /** Subtracted from every pixel. */
    double INPUT_MEAN = 0.5;

    /** Divides every pixel after that. */
    double INPUT_DEVIATION = 0.25;

    /** Builds the encoder with random weights, drawn from libtorch's default generator. Do so outside any step scope. */
    static Backbone create(BackboneSpec spec) {
        Libtorch.start();
        Axes axes = Axes.of(spec);
        return switch (spec.network()) {
            case "vit-tiny" -> new VisionTransformer(axes, spec.image(), spec.patch(), 192, 12, 3);
            case "vit-small" -> new VisionTransformer(axes, spec.image(), spec.patch(), 384, 12, 6);
            case "vit-base" -> new VisionTransformer(axes, spec.image(), spec.patch(), 768, 12, 12);
            case "resnet-18" -> ResNet.resnet18(axes);
            case "resnet-50" -> ResNet.resnet50(axes);
            default -> throw new IllegalArgumentException("no backbone " + spec.architecture());
        };
    }

    /**
     * One vector per image. ViT: the mean of the patch tokens after the last norm, as MAE's fine-tuning does with {@code
     * --global_pool}. ResNet: the global average pool.
     *
     * @param images [N, 1, H, W], values in [0, 1]
     * @return [N, {@link #featureCount()}]
     */
    Tensor features(Tensor images);

    /**
     * The features of each place of an image: a ViT's patch tokens after the last norm, a ResNet's last feature map. Their
     * mean is {@link #features}.
     *
     * @param images [N, 1, H, W], values in [0, 1]
     * @return [N, {@link #featureCount()}, H / {@link #stride()}, W / {@link #stride()}]
     */
    Tensor map(Tensor images);

    /** Pixels along one edge of a place of {@link #map}: the patch of a ViT, 32 for a ResNet. */
    int stride();

    /**
     * Switches stochastic depth on for training (Huang et al. 2016, arXiv:1603.09382): block i of n is left out for an
     * image with probability rate·i/(n−1), and its branch scaled up otherwise.
     *
     * @param rate of the last block, [0, 1); 0 switches it off
     * @throws IllegalArgumentException where the architecture has none
     */
    void dropPath(double rate);

    /** Length of a feature vector. */
    int featureCount();

    /**
     * How deep a parameter lies: 0 for the patch embedding or stem, {@link #depth()} for the last norm or stage. For
     * layer-wise rate decay.
     *
     * @param parameter its name, as in {@link #weights()}
     */
    int depthOf(String parameter);

    /** Largest value of {@link #depthOf}. */
    int depth();

    /** The libtorch module: move it, switch it between training and evaluation, register it in a larger one. */
    Module module();

    /** Parameters by timm's or torchvision's names. */
    default Map<String, Tensor> weights() {
        return NamedTensors.parameters(module());
    }

    /** Parameters and running statistics by timm's or torchvision's names: what a weights file holds. */
    default Map<String, Tensor> state() {
        return NamedTensors.state(module());
    }
}
