package isocenter.pretrain.training;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Device;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Told what happens in a run, on the training thread: training waits meanwhile. */
public interface TrainingListener {
    /**
     * Training is about to take its next step; called once, after {@link #onResume}. Whoever looks at the network leaves
     * it and libtorch's generator as they are, or the run is no longer the recipe's.
     *
     * @param done steps taken already
     * @param backbone as it is and will be throughout the run, in training mode
     * @param device where it is
     */
    default void onStart(long done, Backbone backbone, Device device) {}

    /** A step was taken. */
    default void onStep(TrainingStep step) {}

    /**
     * How good the network is after the step that was just told, the higher the better, where this listener judged it; empty
     * where it did not.
     */
    default OptionalDouble score() {
        return OptionalDouble.empty();
    }

    /**
     * A checkpoint is safely on disk.
     *
     * @param step steps taken when it was made
     * @param file the tensors; its manifest lies beside it
     */
    default void onCheckpoint(long step, Path file) {}

    /**
     * Training goes on from a checkpoint.
     *
     * @param step steps taken already
     */
    default void onResume(long step) {}
}
