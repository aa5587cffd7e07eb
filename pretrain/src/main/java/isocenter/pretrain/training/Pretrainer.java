package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pretrains a backbone as a recipe says: the same recipe on the same images gives the same weights, to the bit on the
 * processor, however often the run was interrupted.
 */
public final class Pretrainer {
    private static final int LOOKED_AT = 32;

    private final Device device;
    private final Ranks ranks;
    private final Retention kept;
    private final @Nullable Positives positives;

    /** Trains on the device that {@link Device#CONFIGURED} names. */
    public Pretrainer() {
        this(Device.configured());
    }

    /** Trains on the given device. */
    public Pretrainer(Device device) {
        this(device, Ranks.alone());
    }

    /**
     * Trains together with other processes, each of which calls {@link #run} with the same arguments. Rank 0 alone reads and
     * writes files and tells its listeners.
     *
     * @param device of this process; see {@link isocenter.pretrain.parallel.Rendezvous#device}
     */
    public Pretrainer(Device device, Ranks ranks) {
        this(device, ranks, Retention.NEWEST, null);
    }

    private Pretrainer(Device device, Ranks ranks, Retention kept, @Nullable Positives positives) {
        this.device = device;
        this.ranks = ranks;
        this.kept = kept;
        this.positives = positives;
    }

    /** The same, with other checkpoints left on disk. */
    public Pretrainer keeping(Retention checkpoints) {
        return new Pretrainer(device, ranks, checkpoints, positives);
    }

    /** The same, with the pairs that the recipe's {@code positives} ask for. */
    public Pretrainer pairing(@Nullable Positives groups) {
        return new Pretrainer(device, ranks, kept, groups);
    }

    /** {@link #run(PretrainRecipe, Path, TrainingSet, int[], Path, List, BooleanSupplier)} on images, from random weights. */
    public PretrainResult run(
            PretrainRecipe recipe,
            ImageSet images,
            int[] pool,
            Path runFolder,
            List<TrainingListener> listeners,
            BooleanSupplier cancelled) {
        return run(recipe, null, TrainingSet.of(images), pool, runFolder, listeners, cancelled);
    }

    /**
     * Trains to the end, or until cancelled, going on from the run folder's newest sound checkpoint. Steps after that
     * checkpoint are taken, and reported to listeners, again, with the same losses.
     *
     * @param initial weights file of the backbone that the recipe goes on {@code from}; null for random weights
     * @param images prepared as the recipe asks
     * @param pool indices that may be trained on: the TRAIN part
     * @param runFolder of this run alone; created when missing. Only rank 0's is used
     * @param cancelled asked after each step; one rank's word stops all. A checkpoint is written before a cancelled run returns
     * @throws TrainingDiverged when the loss is lost, on every rank
     * @throws MemoryExhausted when a step needs more memory than there is
     * @throws CheckpointNotWritten when the disk does not take a checkpoint
     * @throws isocenter.pretrain.parallel.RankLost when another rank has died or does not answer in time
     * @throws IllegalArgumentException when images and recipe do not fit
     * @throws IllegalStateException when the run folder belongs to another recipe or pool
     */
    public PretrainResult run(
            PretrainRecipe recipe,
            @Nullable Path initial,
            TrainingSet images,
            int[] pool,
            Path runFolder,
            List<TrainingListener> listeners,
            BooleanSupplier cancelled) {
        try {
            return train(recipe, initial, images, pool, runFolder, listeners, cancelled);
        } catch (OutOfMemoryError e) {
            throw new MemoryExhausted(recipe, device, e);
        } catch (RuntimeException e) {
            throw MemoryExhausted.saidBy(e) ? new MemoryExhausted(recipe, device, e) : e;
        }
    }

    /** Pictures of nothing train without complaint: a failed conversion would be found at the evaluation only. */
    private static void requireContent(TrainingSet images, int[] pool) {
        int looked = Math.min(LOOKED_AT, pool.length);
        for (int i = 0; i < looked; i++) {
            if (images.showsSomething(pool[(int) ((long) i * pool.length / looked)])) {
                return;
            }
        }
        throw new IllegalArgumentException(
                "the " + looked + " images looked at, over all of the training part, are each of"
                        + " one grey value throughout: look at the dataset's images (pretrain views) before training on them");
    }

    private PretrainResult train(
            PretrainRecipe recipe,
            @Nullable Path initial,
            TrainingSet images,
            int[] pool,
            Path runFolder,
            List<TrainingListener> listeners,
            BooleanSupplier cancelled) {
        if (recipe.paired() != (positives != null)) {
            throw new IllegalArgumentException("positives: " + recipe.positives()
                    + " needs to be told which images belong together, and only it does");
        }
        BatchLoader.Views views = images.views(recipe, positives);
        long steps = recipe.stepsFor(pool.length);
        requireContent(images, pool);
        DataOrder order = new DataOrder(recipe.seed(), pool, recipe.batch(), ranks, recipe.accumulate());
        List<TrainingListener> told = ranks.first() ? listeners : List.of();
        Libtorch.useThreads(recipe.threads(), ranks.here());
        manual_seed(recipe.seed());
        TrainingRun run = new TrainingRun(recipe, initial, steps, device, ranks);
        Checkpoints checkpoints = new Checkpoints(runFolder, RunFingerprint.of(recipe, images, pool), kept);
        long done = run.restore(checkpoints);
        if (done > 0) {
            long resumed = done;
            told.forEach(listener -> listener.onResume(resumed));
        }

        long before = done;
        told.forEach(listener -> listener.onStart(before, run.objective().backbone(), device));

        Pace pace = new Pace(recipe.batch(), System.nanoTime());
        try (BatchLoader loader = new BatchLoader(
                views, order, recipe.batch() / ranks.size(), run.objective().views(), device, done, steps)) {
            while (done < steps) {
                TrainingStep step = run.step(loader, done, pace);
                long telling = System.nanoTime();
                told.forEach(listener -> listener.onStep(step));
                OptionalDouble score = told.stream()
                        .map(TrainingListener::score)
                        .filter(OptionalDouble::isPresent)
                        .findFirst()
                        .orElse(OptionalDouble.empty());
                pace.paused(System.nanoTime() - telling);
                done++;
                boolean stop = done < steps && ranks.any(cancelled.getAsBoolean());
                boolean due = stop || done == steps || done % recipe.checkpointEvery() == 0;
                if (ranks.first() && (due || checkpoints.best(score))) {
                    Path file = checkpoints.save(done, run.state(), run.losses(), score);
                    long saved = done;
                    told.forEach(listener -> listener.onCheckpoint(saved, file));
                }
                if (stop) {
                    return new PretrainResult(
                            done, run.losses().first(), run.losses().last(), pace.overall(), true, null);
                }
            }
        }
        Path backbone =
                ranks.first() ? BackboneFile.write(runFolder, run.objective().backbone(), recipe, steps) : null;
        return new PretrainResult(steps, run.losses().first(), run.losses().last(), pace.overall(), false, backbone);
    }
}
