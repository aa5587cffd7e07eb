package isocenter.pretrain.training;

import java.nio.file.Path;

/** Told what happens in a run, on the training thread: slow work here slows training. */
public interface TrainingListener {
    /** A step was taken. */
    default void onStep(TrainingStep step) {}

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
