package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.getDefaultCPUGenerator;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.objective.Loss;
import isocenter.pretrain.objective.Objective;
import isocenter.pretrain.objective.Pass;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.NamedTensors;
import isocenter.pretrain.tensor.Precision;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.tensor.StepScope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Everything that changes while training goes on: network, moments, losses. Made outside any step scope. */
final class TrainingRun {
    private final Device device;
    private final Objective objective;
    private final Optimizer optimizer;
    private final CosineSchedule schedule;
    private final Precision precision;
    private final OptimizerSpec optimization;
    private final int accumulate;
    private final long steps;
    private LossRecord losses;

    /**
     * @param initial weights file to start from; null for random weights
     * @param steps of the whole run
     */
    TrainingRun(PretrainRecipe recipe, @Nullable Path initial, long steps, Device device) {
        this.device = device;
        this.steps = steps;
        objective = recipe.settings().create(recipe.backbone(), () -> encoder(recipe.backbone(), initial));
        objective.student().dropPath(recipe.dropPath());
        device.place(objective.module());
        objective.module().train(true);
        losses = new LossRecord(objective.comparableLosses());
        optimizer = Optimizer.of(
                recipe.optimizer(),
                ParameterGroup.of(objective.module(), recipe.optimizer().weightDecay()));
        schedule = CosineSchedule.of(recipe.optimizer(), steps);
        precision = Precision.of(recipe.precision());
        optimization = recipe.optimizer();
        accumulate = recipe.accumulate();
    }

    private static Backbone encoder(BackboneSpec spec, @Nullable Path initial) {
        Backbone backbone = Backbone.create(spec);
        if (initial != null) {
            Safetensors.readInto(initial, backbone.state());
        }
        return backbone;
    }

    /**
     * Takes a step.
     *
     * @param done steps taken before
     * @throws TrainingDiverged when the loss is lost; the weights are then as before the step
     */
    TrainingStep step(BatchLoader loader, long done, Pace pace) {
        Pass pass = new Pass((double) done / steps, device, precision);
        try (BatchLoader.Batch batch = loader.next()) {
            Map<String, Double> diagnostics = new LinkedHashMap<>();
            double value = gradients(batch, pass, diagnostics);
            losses.add(done + 1, value, diagnostics);
            double norm = optimizer.clipGradients(optimization.clipNorm());
            double rate = schedule.rateAt(done);
            optimizer.step(rate, optimization.decayFactor(pass.progress()));
            objective.stepped(pass);
            pace.step(System.nanoTime());
            diagnostics.put("gradientNorm", norm);
            return new TrainingStep(done + 1, steps, value, rate, pace.recent(), diagnostics);
        }
    }

    /** The gradients of the batch's mean loss, part by part, and that loss. Diagnostics are means over the parts. */
    private double gradients(BatchLoader.Batch batch, Pass pass, Map<String, Double> diagnostics) {
        double mean = 0;
        for (int part = 0; part < accumulate; part++) {
            try (StepScope scope = device.openStep()) {
                Loss loss = objective.lossOf(batch.views().part(part, accumulate), pass);
                mean += loss.value().item_double() / accumulate;
                Tensor share = accumulate == 1 ? loss.value() : loss.value().div(new Scalar((double) accumulate));
                share.backward();
                loss.diagnostics().forEach((name, value) -> diagnostics.merge(name, value / accumulate, Double::sum));
            }
        }
        return mean;
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
                    losses = new LossRecord(objective.comparableLosses(), manifest.losses());
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
