package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import java.util.Optional;
import org.bytedeco.pytorch.Module;

/**
 * A task that needs no labels, with the network that solves it: a backbone, and a head or decoder that is thrown away.
 * All that changes while training is a parameter or buffer of {@link #module}, so that a checkpoint of it is complete.
 */
public interface Objective {
    /** Random whole views of each image that a batch holds. */
    int views();

    /** The loss of a batch. Draws nothing but from libtorch's default CPU generator. */
    Loss lossOf(ViewBatch batch, Pass pass);

    /**
     * True where the losses of different steps can be compared. A moving target or a filling queue makes a loss rise though
     * nothing is wrong.
     */
    default boolean comparableLosses() {
        return true;
    }

    /**
     * What the network makes of what is hidden from it, for people to look at; nothing where it paints no pixels. Draws from the
     * same generators as {@link #lossOf}.
     */
    default Optional<Painting> painting(ViewBatch batch, Pass pass) {
        return Optional.empty();
    }

    /** Called after the optimiser's step: averages of weights are taken here. Without gradients. */
    default void stepped(Pass pass) {}

    /** The encoder that pretraining is for. */
    Backbone backbone();

    /** The encoder that the optimiser changes; another one where {@link #backbone} is its moving average. */
    default Backbone student() {
        return backbone();
    }

    /** Backbones and heads together, with everything that the optimiser changes. */
    Module module();
}
