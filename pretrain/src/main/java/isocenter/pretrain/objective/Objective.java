package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.recipe.MaeSpec;
import isocenter.pretrain.recipe.PretrainRecipe;
import isocenter.pretrain.recipe.SimClrSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Precision;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/** A task that needs no labels, with the network that solves it: a backbone, and a head or decoder that is thrown away. */
public interface Objective {
    /** Builds a recipe's objective with random weights from libtorch's default generator. Outside any step scope. */
    static Objective create(PretrainRecipe recipe) {
        Backbone backbone = Backbone.create(recipe.backbone());
        SimClrSpec simclr = recipe.simclr();
        if (simclr != null) {
            return new SimClr(backbone, simclr);
        }
        MaeSpec mae = recipe.mae();
        if (mae != null && backbone instanceof VisionTransformer transformer) {
            return new Mae(transformer, mae);
        }
        throw new IllegalArgumentException("no objective " + recipe.objective() + " for "
                + recipe.backbone().architecture());
    }

    /** Random views of each image that a batch holds. */
    int views();

    /**
     * The loss of a batch of N images.
     *
     * @param images [views·N, 1, H, W] float32 in [0, 1] on the device: the first view of every image, then the second
     * @param precision of the networks; losses are always computed in float32
     */
    Loss lossOf(Tensor images, Device device, Precision precision);

    /** The encoder being trained. */
    Backbone backbone();

    /** Backbone and head together, with everything that the optimiser changes. */
    Module module();
}
