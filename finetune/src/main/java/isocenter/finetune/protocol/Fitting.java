package isocenter.finetune.protocol;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.view.ViewGenerator;
import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.LinearProbe;
import isocenter.pretrain.watch.LogisticRegression;
import isocenter.pretrain.watch.ProbeSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fits a classifier by the request's protocol. */
final class Fitting {

    static final String CHECKPOINT = "checkpoint.safetensors";

    private final FinetuneRequest request;
    private final ImageSet images;
    private final List<LabelledImage> fit;
    private final JobProgress progress;

    Fitting(FinetuneRequest request, ImageSet images, List<LabelledImage> fit, JobProgress progress) {
        this.request = request;
        this.images = images;
        this.fit = fit;
        this.progress = progress;
    }

    /** @return figures worth keeping; null when cancelled */
    @Nullable
    Map<String, Object> fit(Classifier classifier, Path folder, BooleanSupplier cancelled) {
        @Nullable ProbeSpec probe = request.recipe().probe();
        if (probe != null) {
            return probe(classifier, probe);
        }
        @Nullable TuningSpec tuning = request.recipe().tuning();
        if (tuning == null) {
            throw new IllegalStateException("A recipe has a probe or a tuning section");
        }
        return tune(classifier, tuning, folder, cancelled);
    }

    private Map<String, Object> probe(Classifier classifier, ProbeSpec spec) {
        double[][] features = classifier.features(images, fit);
        LinearProbe probe = LinearProbe.fit(
                features,
                fit,
                spec,
                request.recipe().balanced(),
                request.recipe().seed());
        classifier.setHead(probe.model());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("c", probe.c());
        if (Double.isFinite(probe.crossValidatedLoss())) {
            figures.put("crossValidatedLoss", probe.crossValidatedLoss());
        }
        return figures;
    }

    private @Nullable Map<String, Object> tune(
            Classifier classifier, TuningSpec spec, Path folder, BooleanSupplier cancelled) {
        boolean scratch = request.initialisation().backbone() == null;
        TrainingBatches batches = new TrainingBatches(
                images,
                fit,
                importance(),
                ViewGenerator.of(spec.views()),
                spec.batch(),
                request.recipe().seed());
        FullTuning tuning = new FullTuning(classifier, spec, scratch ? 1 : spec.layerDecay());
        boolean finished = tuning.run(
                batches,
                folder.resolve(CHECKPOINT),
                request.sha256(),
                (step, loss, rate) -> progress.at(step, spec.steps(), "steps", Map.of("loss", loss, "rate", rate)),
                cancelled);
        if (!finished) {
            return null;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("steps", spec.steps());
        if (Double.isFinite(tuning.lastLoss())) {
            figures.put("lastLoss", tuning.lastLoss());
        }
        return figures;
    }

    private double[] importance() {
        if (request.recipe().balanced()) {
            return LogisticRegression.balanced(LabelledImage.labels(fit));
        }
        double[] ones = new double[fit.size()];
        Arrays.fill(ones, 1);
        return ones;
    }
}
