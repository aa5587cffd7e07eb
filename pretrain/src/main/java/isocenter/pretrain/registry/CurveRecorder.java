package isocenter.pretrain.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.job.JobContext;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.training.TrainingListener;
import isocenter.pretrain.training.TrainingStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a run's curve to the database in batches, and the job's progress with it.
 *
 * <p>A batch is written every two seconds, and before each checkpoint is due, so that a run which goes on from a
 * checkpoint finds its curve complete up to there.
 */
final class CurveRecorder implements TrainingListener {

    /** Points kept of one run, give or take the two windows over which first and last loss are averaged. */
    static final int MOST_POINTS = 5000;

    private static final long FLUSH_NANOS = 2_000_000_000L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunStore store;
    private final JobContext context;
    private final int checkpointEvery;
    private final double secondsBefore;
    private final long begun = System.nanoTime();
    private final List<TrainingPoint> waiting = new ArrayList<>();
    private long flushed = begun;

    CurveRecorder(RunStore store, JobContext context, int checkpointEvery, double secondsBefore) {
        this.store = store;
        this.context = context;
        this.checkpointEvery = checkpointEvery;
        this.secondsBefore = secondsBefore;
    }

    @Override
    public void onResume(long step) {
        store.resumed(context, step);
    }

    @Override
    public void onStart(long done, Backbone backbone, Device device) {
        if (done == 0) {
            // Without a sound checkpoint a later attempt starts over: what an earlier one measured is void.
            store.restarted(context);
        }
    }

    @Override
    public void onStep(TrainingStep step) {
        if (kept(step.step(), step.steps())) {
            waiting.add(point(step));
        }
        long now = System.nanoTime();
        boolean due = now - flushed > FLUSH_NANOS;
        if (due || step.step() % checkpointEvery == 0 || step.step() == step.steps()) {
            flush();
        }
        if (due || step.step() == step.steps()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("loss", step.loss());
            figures.put("imagesPerSecond", step.imagesPerSecond());
            context.progress(step.step(), step.steps(), "steps", figures);
        }
    }

    /** Writes what waits. */
    void flush() {
        store.record(context, List.copyOf(waiting), seconds());
        waiting.clear();
        flushed = System.nanoTime();
    }

    /** Seconds of training so far, earlier attempts included. */
    double seconds() {
        return secondsBefore + (System.nanoTime() - begun) / 1e9;
    }

    /** Every step of a short run; of a long one every n-th, and all of the windows that first and last loss need. */
    static boolean kept(long step, long steps) {
        long every = Math.max(1, steps / MOST_POINTS);
        int window = LossWindow.of(steps);
        return step % every == 0 || step <= window || step > steps - window;
    }

    private TrainingPoint point(TrainingStep step) {
        TrainingPoint point = new TrainingPoint();
        point.run = context.job();
        point.step = step.step();
        point.loss = step.loss();
        point.rate = step.rate();
        point.imagesPerSecond = step.imagesPerSecond();
        Map<String, Double> finite = new LinkedHashMap<>();
        step.diagnostics().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                finite.put(name, value);
            }
        });
        try {
            point.diagnostics = MAPPER.writeValueAsString(finite);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Finite numbers by name are always JSON", e);
        }
        return point;
    }
}
