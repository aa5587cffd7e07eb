package isocenter.pretrain.tracking;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.training.TrainingListener;
import isocenter.pretrain.training.TrainingStep;
import isocenter.pretrain.watch.Evaluation;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Passes a run's numbers on. A log that fails is told nothing more; training goes on without it. */
public final class RunTracker implements TrainingListener, AutoCloseable {
    /** Steps that are passed on of one run. */
    private static final int MOST_STEPS = 5000;

    private static final Logger LOG = Logger.getLogger(RunTracker.class);

    private final List<ScalarLog> logs;
    private boolean finished;

    RunTracker(List<ScalarLog> logs) {
        this.logs = new ArrayList<>(logs);
    }

    @Override
    public void onStart(long done, Backbone backbone, Device device) {
        if (done > 0) {
            each(log -> log.resumed(done));
        }
    }

    @Override
    public void onStep(TrainingStep step) {
        finished = step.step() == step.steps();
        if (step.step() % Math.max(1, step.steps() / MOST_STEPS) == 0) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("train/loss", step.loss());
            values.put("train/rate", step.rate());
            values.put("train/imagesPerSecond", step.imagesPerSecond());
            step.diagnostics().forEach((name, value) -> values.put("train/" + name, value));
            tell(step.step(), values);
        }
    }

    /** What held-out patients said after a step. */
    public void evaluated(long step, Evaluation evaluation) {
        Map<String, Double> values = new LinkedHashMap<>();
        put(values, "watch/knn", evaluation.knnAuroc());
        put(values, "watch/probe", evaluation.probeAuroc());
        values.put("watch/rankMe", evaluation.diagnostics().rankMe());
        values.put("watch/alphaReq", evaluation.diagnostics().alphaReq());
        values.put("watch/deviation", evaluation.diagnostics().deviation());
        values.put("watch/alignment", evaluation.alignment());
        values.put("watch/uniformity", evaluation.diagnostics().uniformity());
        tell(step, values);
    }

    @Override
    public void close() {
        each(log -> log.end(finished));
    }

    private void tell(long step, Map<String, Double> values) {
        values.values().removeIf(value -> !Double.isFinite(value));
        each(log -> log.scalars(step, values));
    }

    private void each(Consumer<ScalarLog> action) {
        logs.removeIf(log -> {
            try {
                action.accept(log);
                return false;
            } catch (UncheckedIOException e) {
                LOG.warnf("Training goes on, but is no longer tracked there: %s", e.getMessage());
                return true;
            }
        });
    }

    private static void put(Map<String, Double> values, String name, Estimate estimate) {
        if (estimate instanceof Estimated estimated) {
            values.put(name + "Auroc", estimated.value());
            values.put(name + "AurocLow", estimated.low());
            values.put(name + "AurocHigh", estimated.high());
        }
    }
}
