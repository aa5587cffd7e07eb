package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.getDefaultCPUGenerator;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Recomputation;
import isocenter.pretrain.objective.Loss;
import isocenter.pretrain.objective.Objective;
import isocenter.pretrain.objective.Pass;
import isocenter.pretrain.objective.ViewBatch;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.parallel.Share;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.NamedTensors;
import isocenter.pretrain.tensor.Precision;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.tensor.StepScope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Everything that changes while training goes on: network, moments, losses. Made outside any step scope. */
final class TrainingRun {
    private final Device device;
    private final Ranks ranks;
    private final Objective objective;
    private final Optimizer optimizer;
    private final List<Tensor> trained;
    private final CosineSchedule schedule;
    private final Precision precision;
    private final OptimizerSpec optimization;
    private final int accumulate;
    private final boolean recomputing;
    private final long steps;
    private LossRecord losses;

    /**
     * @param initial weights file to start from; null for random weights
     * @param steps of the whole run
     * @param ranks who shares each batch
     */
    TrainingRun(PretrainRecipe recipe, @Nullable Path initial, long steps, Device device, Ranks ranks) {
        this.device = device;
        this.ranks = ranks;
        this.steps = steps;
        objective = recipe.settings().create(recipe.backbone(), () -> encoder(recipe.backbone(), initial));
        objective.student().dropPath(recipe.dropPath());
        device.place(objective.module());
        objective.module().train(true);
        losses = new LossRecord(objective.comparableLosses());
        List<ParameterGroup> groups = ParameterGroup.of(objective, recipe.optimizer());
        optimizer = Optimizer.of(recipe.optimizer(), groups);
        trained = groups.stream()
                .flatMap(group -> group.parameters().values().stream())
                .toList();
        schedule = CosineSchedule.of(recipe.optimizer(), steps);
        precision = Precision.of(recipe.precision());
        optimization = recipe.optimizer();
        accumulate = recipe.accumulate();
        recomputing = Boolean.TRUE.equals(recipe.recomputeBlocks());
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
        Pass pass = new Pass((double) done / steps, device, precision, ranks);
        long asked = System.nanoTime();
        try (BatchLoader.Batch batch = loader.next()) {
            long given = System.nanoTime();
            Map<String, Double> diagnostics = new LinkedHashMap<>();
            double value = gradients(batch, pass, diagnostics);
            losses.add(done + 1, value, diagnostics);
            double norm = optimizer.clipGradients(optimization.clipNorm());
            double rate = schedule.rateAt(done);
            optimizer.step(rate, optimization.decayFactor(pass.progress()));
            objective.stepped(pass);
            pace.step(System.nanoTime());
            diagnostics.put("gradientNorm", norm);
            diagnostics.put("inputWait", (double) (given - asked) / (System.nanoTime() - asked));
            return new TrainingStep(done + 1, steps, value, rate, pace.recent(), diagnostics);
        }
    }

    /**
     * The gradients of the mean loss over the batch of all ranks, part by part, and that loss. Diagnostics are means over the
     * parts and ranks.
     */
    private double gradients(BatchLoader.Batch batch, Pass pass, Map<String, Double> diagnostics) {
        double mean = 0;
        for (int part = 0; part < accumulate; part++) {
            try (StepScope scope = device.openStep()) {
                ViewBatch views = batch.views().part(part, accumulate);
                Loss loss = backward(views, pass);
                mean += loss.value().item_double() / accumulate;
                loss.diagnostics().forEach((name, value) -> diagnostics.merge(name, value / accumulate, Double::sum));
            }
        }
        averageGradients();
        return averaged(mean, diagnostics);
    }

    private Loss backward(ViewBatch views, Pass pass) {
        try (Share share = Share.open(ranks, views.images());
                Recomputation pieces = recomputing ? Recomputation.open(pass::autocast) : null) {
            Loss loss = objective.lossOf(views, pass);
            ranks.backward(accumulate == 1 ? loss.value() : loss.value().div(new Scalar((double) accumulate)));
            if (pieces != null) {
                pieces.backward();
            }
            return loss;
        }
    }

    private void averageGradients() {
        try (StepScope scope = device.openStep()) {
            ranks.average(
                    trained.stream().map(Tensor::grad).filter(Tensor::defined).toList());
        }
    }

    /** Brings the figures of a step to their means over the ranks; answers with the loss. */
    private double averaged(double loss, Map<String, Double> diagnostics) {
        try (StepScope scope = device.openStep()) {
            List<String> names = diagnostics.keySet().stream().sorted().toList();
            double[] figures = new double[names.size() + 1];
            for (int i = 0; i < names.size(); i++) {
                figures[i] = diagnostics.getOrDefault(names.get(i), 0.0);
            }
            figures[names.size()] = loss;
            Tensor all = Tensor.create(figures, figures.length);
            ranks.average(List.of(all));
            for (int i = 0; i < names.size(); i++) {
                diagnostics.put(names.get(i), all.select(0, i).item_double());
            }
            return all.select(0, names.size()).item_double();
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

    /**
     * Goes back to the newest sound checkpoint, if there is one: rank 0 reads it, and the others take over all that it has.
     * Returns the steps taken already.
     */
    long restore(Checkpoints checkpoints) {
        Map<String, Tensor> state = state();
        Checkpoints.Progress found = ranks.first() ? checkpoints.restoreInto(state) : Checkpoints.Progress.NONE;
        Checkpoints.Progress progress = Checkpoints.Progress.of(ranks.broadcast(found.json()));
        ranks.broadcast(List.copyOf(state.values()));
        getDefaultCPUGenerator().set_state(state.get("generator"));
        losses = new LossRecord(objective.comparableLosses(), progress.losses());
        return progress.step();
    }

    Objective objective() {
        return objective;
    }

    LossRecord losses() {
        return losses;
    }
}
