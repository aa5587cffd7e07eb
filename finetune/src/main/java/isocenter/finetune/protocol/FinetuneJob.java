package isocenter.finetune.protocol;

import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.CanonicalJson;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.finetune.evaluation.Performance;
import isocenter.finetune.evaluation.Prediction;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.finetune.evaluation.Predictors;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.ImageSet;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobContext;
import isocenter.ingest.job.JobFencedException;
import isocenter.ingest.job.JobHandler;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.watch.LabelledImage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes one predictor. Parameters: a {@code FinetuneRequest}'s canonical JSON. The order is the point: fit, then freeze
 * the threshold in the ledger, and only then look at a validation image.
 */
@ApplicationScoped
class FinetuneJob implements JobHandler {

    static final String KIND = "finetune";

    private static final Logger LOG = Logger.getLogger(FinetuneJob.class);

    private final FinetunePlans plans;
    private final FinetuneRecords records;
    private final Predictors predictors;
    private final Datasets datasets;
    private final Backbones backbones;
    private final IsocenterHome home;

    FinetuneJob(
            FinetunePlans plans,
            FinetuneRecords records,
            Predictors predictors,
            Datasets datasets,
            Backbones backbones,
            IsocenterHome home) {
        this.plans = plans;
        this.records = records;
        this.predictors = predictors;
        this.datasets = datasets;
        this.backbones = backbones;
        this.home = home;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobContext context) {
        FinetuneRequest request = FinetuneRequest.parse(context.parameters());
        Optional<PredictorVersion> made = predictors.ofRequest(request.sha256());
        if (made.isPresent()) {
            records.finishWith(context, made.get());
            return;
        }
        FinetunePlan plan = plans.of(request);
        records.begin(context, plan);
        try (ImageCache images = prepare(context, plan)) {
            make(context, plan, images);
        } catch (JobFencedException e) {
            LOG.infof("Fine-tuning %s is continued by another worker", request.predictorId());
            throw e;
        } catch (RuntimeException | Error e) {
            records.fail(context, plan, e);
            throw e;
        }
    }

    private ImageCache prepare(JobContext context, FinetunePlan plan) {
        JobProgress progress = new JobProgress(context);
        return datasets.prepare(
                plan.dataset(),
                plan.request().initialisation().architecture().image(),
                (done, total) -> progress.at(done, total, "images", Map.of()));
    }

    private void make(JobContext context, FinetunePlan plan, ImageSet images) {
        Path folder = folder(plan);
        Classifier classifier = classifier(plan);
        Fitting fitting = new Fitting(plan.request(), images, plan.draw().fit(), new JobProgress(context));
        @Nullable Map<String, Object> figures = fitting.fit(classifier, folder, context::cancelRequested);
        if (figures == null) {
            return;
        }
        Path weights = folder.resolve("predictor.safetensors");
        BackboneSpec spec = plan.request().initialisation().architecture();
        Safetensors.write(
                weights,
                classifier.state(),
                Map.of(
                        "predictor", plan.request().predictorId(),
                        "architecture", spec.architecture(),
                        "patch", Integer.toString(spec.patch()),
                        "image", Integer.toString(spec.image())));
        FrozenThreshold threshold = freeze(context, plan, classifier, images, weights);
        evaluate(context, plan, classifier, images, threshold, figures);
    }

    private FrozenThreshold freeze(
            JobContext context, FinetunePlan plan, Classifier classifier, ImageSet images, Path weights) {
        FinetuneRecipe recipe = plan.request().recipe();
        List<LabelledImage> held = plan.draw().threshold();
        double[] scores = classifier.scores(images, held);
        boolean[] positive = LabelledImage.labels(held);
        DecisionThreshold threshold = recipe.thresholdRule().equals("youden")
                ? DecisionThreshold.youden(scores, positive)
                : DecisionThreshold.reaching(recipe.thresholdSensitivity(), scores, positive);
        FrozenThreshold frozen = FrozenThreshold.of(threshold, recipe, Artefact.of(home.path(), weights));
        records.freeze(context, plan, frozen);
        return frozen;
    }

    private void evaluate(
            JobContext context,
            FinetunePlan plan,
            Classifier classifier,
            ImageSet images,
            FrozenThreshold threshold,
            Map<String, Object> figures) {
        String id = plan.request().predictorId();
        List<Prediction> predictions = new ArrayList<>();
        List<Prediction> validation = predict(id, classifier, images, plan.validation(), SplitPart.VALIDATION);
        predictions.addAll(validation);
        predictions.addAll(predict(id, classifier, images, plan.test(), SplitPart.TEST));
        Performance performance =
                Performance.of(validation, plan.request().recipe().seed());
        PredictorVersion predictor = predictor(plan, threshold, performance, figures);
        predictor.job = context.job();
        records.finish(context, plan, predictor, predictions, performance);
        deleteCheckpoint(folder(plan));
    }

    private static List<Prediction> predict(
            String predictor, Classifier classifier, ImageSet images, List<LabelledImage> chosen, SplitPart part) {
        double[] scores = classifier.scores(images, chosen);
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            LabelledImage image = chosen.get(i);
            predictions.add(
                    new Prediction(predictor, image.instance(), image.patient(), part, image.positive(), scores[i]));
        }
        return predictions;
    }

    private static PredictorVersion predictor(
            FinetunePlan plan, FrozenThreshold threshold, Performance performance, Map<String, Object> figures) {
        FinetuneRequest request = plan.request();
        BackboneSpec spec = request.initialisation().architecture();
        CanonicalForm recipe = CanonicalForm.of(request.recipe());
        PredictorVersion predictor = new PredictorVersion();
        predictor.id = request.predictorId();
        predictor.requestSha256 = request.sha256();
        predictor.task = plan.labels().task();
        predictor.labels = plan.labels().id();
        predictor.labelsSha256 = plan.labels().sha256();
        predictor.datasetId = plan.dataset().id();
        predictor.datasetSha256 = plan.dataset().sha256();
        predictor.init = request.initialisation().kind();
        predictor.backbone = request.initialisation().backbone();
        predictor.architecture = spec.architecture();
        predictor.patch = spec.patch();
        predictor.image = spec.image();
        predictor.protocol = request.recipe().protocol();
        predictor.recipe = recipe.json();
        predictor.recipeSha256 = recipe.sha256();
        predictor.seed = request.recipe().seed();
        predictor.fraction = request.fraction();
        predictor.patients = plan.draw().patients();
        predictor.images = plan.draw().images();
        predictor.thresholdPatients = LabelDraw.patients(plan.draw().threshold());
        predictor.thresholdImages = plan.draw().threshold().size();
        predictor.threshold = threshold.threshold().value();
        predictor.thresholdSha256 = threshold.sha256();
        predictor.weightsPath = threshold.weights().path();
        predictor.weightsSha256 = threshold.weights().sha256();
        predictor.figures = CanonicalJson.of(figures);
        performance.writeTo(predictor);
        return predictor;
    }

    private Classifier classifier(FinetunePlan plan) {
        FinetuneRecipe recipe = plan.request().recipe();
        Classifier classifier =
                new Classifier(plan.request().initialisation().architecture(), recipe.seed(), Device.configured());
        // after the network is built, because starting libtorch sets the default again
        Libtorch.useThreads(recipe.threads());
        BackboneVersion backbone = plan.backbone();
        if (backbone != null) {
            classifier.loadBackbone(backbones.weights(backbone));
        }
        return classifier;
    }

    private Path folder(FinetunePlan plan) {
        Path folder = home.path().resolve("models").resolve(plan.request().predictorId());
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder models/ in the data folder cannot be written", e);
        }
    }

    private static void deleteCheckpoint(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(Fitting.CHECKPOINT));
        } catch (IOException e) {
            LOG.warn("A finished fine-tuning's checkpoint could not be deleted; it only takes space");
        }
    }
}
