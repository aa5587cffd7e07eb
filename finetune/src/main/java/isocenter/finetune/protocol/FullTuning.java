package isocenter.finetune.protocol;

import static org.bytedeco.pytorch.global.torch.softplus;

import isocenter.pretrain.tensor.Autocast;
import isocenter.pretrain.tensor.Precision;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.tensor.SafetensorsException;
import isocenter.pretrain.tensor.StepScope;
import isocenter.pretrain.training.CosineSchedule;
import isocenter.pretrain.training.Optimizer;
import isocenter.pretrain.training.ParameterGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jboss.logging.Logger;

/**
 * Trains every weight of a classifier on labelled images: weighted binary cross-entropy, AdamW with layer-wise rates,
 * warm-up and cosine. A run that was cut off goes on from its newest checkpoint as if it had not been.
 */
final class FullTuning {

    private static final Logger LOG = Logger.getLogger(FullTuning.class);
    private static final int CHECKPOINT_EVERY = 100;
    private static final int LAST = 20;
    private static final String STEP = "step";
    private static final String RUN = "run";

    private final Classifier classifier;
    private final TuningSpec spec;
    private final Optimizer optimizer;
    private final CosineSchedule schedule;
    private final List<Double> losses = new ArrayList<>();

    /** @param layerDecay 1 for a network from scratch, whose early layers have everything still to learn */
    FullTuning(Classifier classifier, TuningSpec spec, double layerDecay) {
        this.classifier = classifier;
        this.spec = spec;
        this.optimizer = Optimizer.of(
                spec.optimizer(),
                ParameterGroup.of(
                        classifier.module(), spec.optimizer().weightDecay(), name -> scale(name, layerDecay)));
        this.schedule = CosineSchedule.of(spec.optimizer(), spec.steps());
    }

    /** Told after each step. */
    interface StepListener {
        /** @param step counted from 1 */
        void onStep(long step, double loss, double rate);
    }

    /**
     * Trains to the end, or until cancelled.
     *
     * @param checkpoint the file of this run's checkpoint
     * @param run tells this run's checkpoint from another's
     * @return false when cancelled; a checkpoint is then on disk
     * @throws FinetuneDiverged when the loss is not a finite number
     */
    boolean run(
            TrainingBatches batches, Path checkpoint, String run, StepListener listener, BooleanSupplier cancelled) {
        long step = resume(checkpoint, run);
        while (step < spec.steps()) {
            if (cancelled.getAsBoolean()) {
                save(checkpoint, run, step);
                return false;
            }
            double rate = schedule.rateAt(step);
            double loss = step(batches.at(step), step, rate);
            losses.add(loss);
            step++;
            listener.onStep(step, loss, rate);
            if (step % CHECKPOINT_EVERY == 0 && step < spec.steps()) {
                save(checkpoint, run, step);
            }
        }
        return true;
    }

    /** Mean loss of the last steps of this process, at most 20; NaN when it took none. */
    double lastLoss() {
        return losses.subList(Math.max(0, losses.size() - LAST), losses.size()).stream()
                .mapToDouble(loss -> loss)
                .average()
                .orElse(Double.NaN);
    }

    private double step(TrainingBatches.Batch batch, long step, double rate) {
        classifier.module().train(true);
        try (StepScope scope = classifier.device().openStep()) {
            Tensor images = Tensor.create(batch.pixels(), batch.count(), 1, batch.size(), batch.size());
            Tensor targets = Tensor.create(batch.targets(), batch.count());
            Tensor importance = Tensor.create(batch.importance(), batch.count());
            Tensor logits = logits(classifier.device().place(images));
            Tensor loss = softplus(logits)
                    .sub(classifier.device().place(targets).mul(logits))
                    .mul(classifier.device().place(importance))
                    .mean();
            double value = loss.item_double();
            if (!Double.isFinite(value)) {
                throw new FinetuneDiverged(step + 1, value);
            }
            loss.backward();
            optimizer.clipGradients(spec.optimizer().clipNorm());
            optimizer.step(rate);
            return value;
        }
    }

    private Tensor logits(Tensor images) {
        try (Autocast precision = classifier.device().autocast(Precision.of(spec.precision()))) {
            return classifier.logits(images).to(ScalarType.Float);
        }
    }

    private double scale(String parameter, double layerDecay) {
        String prefix = "backbone.";
        if (!parameter.startsWith(prefix)) {
            return 1;
        }
        int below = classifier.backbone().depth() - classifier.backbone().depthOf(parameter.substring(prefix.length()));
        return Math.pow(layerDecay, below);
    }

    private long resume(Path checkpoint, String run) {
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        try {
            Map<String, String> metadata = Safetensors.metadata(checkpoint);
            if (!run.equals(metadata.get(RUN))) {
                return 0;
            }
            Safetensors.readInto(checkpoint, everything());
            return Long.parseLong(metadata.getOrDefault(STEP, "0"));
        } catch (SafetensorsException e) {
            throw new IllegalStateException(
                    "The checkpoint " + checkpoint.getFileName() + " of this run is damaged; delete it to begin again",
                    e);
        }
    }

    private void save(Path checkpoint, String run, long step) {
        Safetensors.write(checkpoint, everything(), Map.of(RUN, run, STEP, Long.toString(step)));
        LOG.debugf("Checkpoint at step %d", step);
    }

    private Map<String, Tensor> everything() {
        Map<String, Tensor> everything = new HashMap<>(classifier.state());
        everything.putAll(optimizer.state());
        return everything;
    }
}
