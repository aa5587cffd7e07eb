package isocenter.pretrain.watch;

import isocenter.audit.fairness.Estimated;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.training.TrainingListener;
import isocenter.pretrain.training.TrainingStep;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Judges a backbone while it is trained: before the first step, every so many steps, and after the last. */
public final class BackboneWatch implements TrainingListener {
    private final BackboneEvaluation evaluation;
    private final int every;
    private final Sink sink;
    private @Nullable Backbone backbone;
    private @Nullable Device device;
    private OptionalDouble score = OptionalDouble.empty();

    /** Takes what was found. */
    @FunctionalInterface
    public interface Sink {
        /** @param step steps taken; 0 for random weights */
        void evaluated(long step, Evaluation evaluation);
    }

    /** @param every steps, 1 or more */
    public BackboneWatch(BackboneEvaluation evaluation, int every, Sink sink) {
        this.evaluation = evaluation;
        this.every = every;
        this.sink = sink;
    }

    @Override
    public void onStart(long done, Backbone watched, Device place) {
        backbone = watched;
        device = place;
        if (done == 0) {
            sink.evaluated(0, evaluation.of(watched, place));
        }
    }

    @Override
    public void onStep(TrainingStep step) {
        boolean due = step.step() % every == 0 || step.step() == step.steps();
        score = OptionalDouble.empty();
        if (due && backbone != null && device != null) {
            Evaluation found = evaluation.of(backbone, device);
            if (found.probeAuroc() instanceof Estimated auroc) {
                score = OptionalDouble.of(auroc.value());
            }
            sink.evaluated(step.step(), found);
        }
    }

    /** The linear probe's AUROC. */
    @Override
    public OptionalDouble score() {
        return score;
    }
}
