package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pretrains a backbone as a recipe says: the same recipe on the same images gives the same weights, to the bit on the
 * processor, however often the run was interrupted.
 */
public final class Pretrainer {
    private final Device device;

    /** Trains on the device that {@link Device#CONFIGURED} names. */
    public Pretrainer() {
        this(Device.configured());
    }

    /** Trains on the given device. */
    public Pretrainer(Device device) {
        this.device = device;
    }

    /** {@link #run(PretrainRecipe, Path, ImageSet, int[], Path, List, BooleanSupplier)} from random weights. */
    public PretrainResult run(
            PretrainRecipe recipe,
            ImageSet images,
            int[] pool,
            Path runFolder,
            List<TrainingListener> listeners,
            BooleanSupplier cancelled) {
        return run(recipe, null, images, pool, runFolder, listeners, cancelled);
    }

    /**
     * Trains to the end, or until cancelled, going on from the run folder's newest sound checkpoint. Steps after that
     * checkpoint are taken, and reported to listeners, again, with the same losses.
     *
     * @param initial weights file of the backbone that the recipe goes on {@code from}; null for random weights
     * @param images pixels at the recipe's size
     * @param pool indices that may be trained on: the TRAIN part
     * @param runFolder of this run alone; created when missing
     * @param cancelled asked after each step; a checkpoint is written before a cancelled run returns
     * @throws TrainingDiverged when the loss is lost
     * @throws IllegalArgumentException when images and recipe do not fit
     * @throws IllegalStateException when the run folder belongs to another recipe or pool
     */
    public PretrainResult run(
            PretrainRecipe recipe,
            @Nullable Path initial,
            ImageSet images,
            int[] pool,
            Path runFolder,
            List<TrainingListener> listeners,
            BooleanSupplier cancelled) {
        if (images.size() != recipe.backbone().image()) {
            throw new IllegalArgumentException("the recipe asks for images of "
                    + recipe.backbone().image() + " pixels, the dataset was prepared at " + images.size());
        }
        long steps = recipe.stepsFor(pool.length);
        Libtorch.useThreads(recipe.threads());
        manual_seed(recipe.seed());
        TrainingRun run = new TrainingRun(recipe, initial, steps, device);
        Checkpoints checkpoints = new Checkpoints(runFolder, RunFingerprint.of(recipe, images, pool));
        long done = run.restore(checkpoints);
        if (done > 0) {
            long resumed = done;
            listeners.forEach(listener -> listener.onResume(resumed));
        }

        long before = done;
        listeners.forEach(listener -> listener.onStart(before, run.objective().backbone(), device));

        Pace pace = new Pace(recipe.batch(), System.nanoTime());
        DataOrder order = new DataOrder(recipe.seed(), pool, recipe.batch());
        try (BatchLoader loader = new BatchLoader(
                images,
                order,
                recipe.batch(),
                run.objective().views(),
                new RecipeViews(recipe.views()),
                device,
                done,
                steps)) {
            while (done < steps) {
                TrainingStep step = run.step(loader, done, pace);
                long told = System.nanoTime();
                listeners.forEach(listener -> listener.onStep(step));
                pace.paused(System.nanoTime() - told);
                done++;
                boolean stop = done < steps && cancelled.getAsBoolean();
                if (stop || done == steps || done % recipe.checkpointEvery() == 0) {
                    Path file = checkpoints.save(done, run.state(), run.losses());
                    long saved = done;
                    listeners.forEach(listener -> listener.onCheckpoint(saved, file));
                }
                if (stop) {
                    return new PretrainResult(
                            done, run.losses().first(), run.losses().last(), pace.overall(), true, null);
                }
            }
        }
        Path backbone = BackboneFile.write(runFolder, run.objective().backbone(), recipe, steps);
        return new PretrainResult(steps, run.losses().first(), run.losses().last(), pace.overall(), false, backbone);
    }
}
