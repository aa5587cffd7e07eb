package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.recipe.PretrainRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Pretrains a backbone as a recipe says. The loop follows in the next commits. */
public final class Pretrainer {
    /**
     * Trains to the end, or until cancelled, going on from the run folder's newest sound checkpoint.
     *
     * @param images pixels at the recipe's size
     * @param pool indices that may be trained on: the TRAIN part
     * @param runFolder of this run alone; created when missing
     * @param cancelled asked after each step; a checkpoint is written before a cancelled run returns
     * @throws TrainingDiverged when the loss is lost
     */
    public PretrainResult run(
            PretrainRecipe recipe,
            ImageSet images,
            int[] pool,
            Path runFolder,
            List<TrainingListener> listeners,
            BooleanSupplier cancelled) {
        throw new UnsupportedOperationException("the training loop is not written yet");
    }
}
