package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.getDefaultCPUGenerator;

import isocenter.pretrain.objective.Loss;
import isocenter.pretrain.objective.Objective;
import isocenter.pretrain.recipe.PretrainRecipe;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.NamedTensors;
import isocenter.pretrain.tensor.Precision;
import isocenter.pretrain.tensor.StepScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Everything that changes while training goes on: network, moments, losses. Made outside any step scope. */
final class TrainingRun {
    private final Device device;
    private final Objective objective;
    private final AdamW optimizer;
    private final CosineSchedule schedule;
    private final Precision precision;
    private final double clipNorm;
    private final long steps;
    private LossRecord losses = new LossRecord();

    /** @param steps of the whole run */
    TrainingRun(PretrainRecipe recipe, long steps, Device device) {
        this.device = device;
        this.steps = steps;
        objective = Objective.create(recipe);
        device.place(objective.module());
        objective.module().train(true);
        optimizer = AdamW.of(
                recipe.optimizer(),
                ParameterGroup.of(objective.module(), recipe.optimizer().weightDecay()));
        schedule = CosineSchedule.of(recipe.optimizer(), steps);
        precision = Precision.of(recipe.precision());
        clipNorm = recipe.optimizer().clipNorm();
    }

    /**
     * Takes a step.
     *
     * @param done steps taken before
     * @throws TrainingDiverged when the loss is lost; the weights are then as before the step
     */
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

    /** Goes back to the newest sound checkpoint, if there is one. Returns the steps taken already. */
    long restore(Checkpoints checkpoints) {
        Map<String, Tensor> state = state();
        return checkpoints
                .restoreInto(state)
                .map(manifest -> {
                    getDefaultCPUGenerator().set_state(state.get("generator"));
                    losses = new LossRecord(manifest.losses());
                    return manifest.step();
                })
                .orElse(0L);
    }

    Objective objective() {
        return objective;
    }

    LossRecord losses() {
        return losses;
    }
}
