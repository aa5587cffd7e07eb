package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.getDefaultCPUGenerator;
import static org.bytedeco.pytorch.global.torch.manual_seed;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.objective.Loss;
import isocenter.pretrain.objective.Objective;
import isocenter.pretrain.recipe.PretrainRecipe;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.NamedTensors;
import isocenter.pretrain.tensor.Precision;
import isocenter.pretrain.tensor.StepScope;
import isocenter.pretrain.view.ViewGenerator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Tensor;

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

    /**
     * Trains to the end, or until cancelled, going on from the run folder's newest sound checkpoint. Steps after that
     * checkpoint are taken, and reported to listeners, again, with the same losses.
     *
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
        Run run = new Run(recipe, steps);
        Checkpoints checkpoints = new Checkpoints(runFolder, RunFingerprint.of(recipe, images, pool));
        long done = run.restore(checkpoints, listeners);

        Pace pace = new Pace(recipe.batch(), System.nanoTime());
        DataOrder order = new DataOrder(recipe.seed(), pool, recipe.batch());
        ViewGenerator views = ViewGenerator.of(recipe.views());
        try (BatchLoader loader = new BatchLoader(
                images,
                order,
                recipe.batch(),
                run.objective.views(),
                (image, size, random, target) -> views.view(image, size, random, target, 0),
                device,
                done,
                steps)) {
            while (done < steps) {
                TrainingStep step = run.step(loader, done, pace);
                done++;
                listeners.forEach(listener -> listener.onStep(step));
                boolean stop = done < steps && cancelled.getAsBoolean();
                if (stop || done == steps || done % recipe.checkpointEvery() == 0) {
                    Path file = checkpoints.save(done, run.state(), run.losses);
                    long saved = done;
                    listeners.forEach(listener -> listener.onCheckpoint(saved, file));
                }
                if (stop) {
                    return new PretrainResult(done, run.losses.first(), run.losses.last(), pace.overall(), true, null);
                }
            }
        }
        Path backbone = BackboneFile.write(runFolder, run.objective.backbone(), recipe, steps);
        return new PretrainResult(steps, run.losses.first(), run.losses.last(), pace.overall(), false, backbone);
    }

    /** Everything that changes while training goes on. */
    private final class Run {
        private final Objective objective;
        private final AdamW optimizer;
        private final CosineSchedule schedule;
        private final Precision precision;
        private final double clipNorm;
        private final long steps;
        private LossRecord losses = new LossRecord();

        Run(PretrainRecipe recipe, long steps) {
            objective = Objective.create(recipe);
            device.place(objective.module());
            objective.module().train(true);
            optimizer = AdamW.of(
                    recipe.optimizer(),
                    ParameterGroup.of(objective.module(), recipe.optimizer().weightDecay()));
            schedule = CosineSchedule.of(recipe.optimizer(), steps);
            precision = Precision.of(recipe.precision());
            clipNorm = recipe.optimizer().clipNorm();
            this.steps = steps;
        }

        TrainingStep step(BatchLoader loader, long done, Pace pace) {
            try (BatchLoader.Batch batch = loader.next();
                    StepScope scope = device.openStep()) {
                Loss loss = objective.lossOf(batch.images(), device, precision);
                double value = loss.value().item_double();
                losses.add(done + 1, value);
                loss.value().backward();
                double norm = optimizer.clipGradients(clipNorm);
                double rate = schedule.rateAt(done);
                optimizer.step(rate);
                pace.step(System.nanoTime());
                Map<String, Double> diagnostics = new LinkedHashMap<>(loss.diagnostics());
                diagnostics.put("gradientNorm", norm);
                return new TrainingStep(done + 1, steps, value, rate, pace.recent(), diagnostics);
            }
        }

        /** Weights, running statistics, moments and the generator: all that the next step depends on. */
        Map<String, Tensor> state() {
            Map<String, Tensor> state = new LinkedHashMap<>();
            NamedTensors.state(objective.module()).forEach((name, tensor) -> state.put("model." + name, tensor));
            state.putAll(optimizer.state());
            state.put("generator", getDefaultCPUGenerator().get_state());
            return state;
        }

        /** Returns the steps taken already. */
        long restore(Checkpoints checkpoints, List<TrainingListener> listeners) {
            Map<String, Tensor> state = state();
            return checkpoints
                    .restoreInto(state)
                    .map(manifest -> {
                        getDefaultCPUGenerator().set_state(state.get("generator"));
                        losses = new LossRecord(manifest.losses());
                        listeners.forEach(listener -> listener.onResume(manifest.step()));
                        return manifest.step();
                    })
                    .orElse(0L);
        }
    }
}
