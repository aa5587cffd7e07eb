package isocenter.pretrain.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageSet;
import isocenter.ingest.job.JobContext;
import isocenter.ingest.job.JobFencedException;
import isocenter.ingest.job.JobHandler;
import isocenter.pretrain.parallel.RankLost;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.tracking.RunTracker;
import isocenter.pretrain.tracking.Trackers;
import isocenter.pretrain.training.CheckpointNotWritten;
import isocenter.pretrain.training.MemoryExhausted;
import isocenter.pretrain.training.Positives;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.PretrainResult;
import isocenter.pretrain.training.Pretrainer;
import isocenter.pretrain.training.TrainingDiverged;
import isocenter.pretrain.training.TrainingListener;
import isocenter.pretrain.training.TrainingSet;
import isocenter.pretrain.watch.BackboneEvaluation;
import isocenter.pretrain.watch.BackboneWatch;
import isocenter.pretrain.watch.EvaluationSet;
import isocenter.pretrain.watch.LabelledMembers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Pretrains a backbone, as its {@link PretrainOrder} says; where several processes train together, this is rank 0. An attempt
 * after a killed one goes on from the newest checkpoint in the run's folder, {@code models/<job>}.
 */
@ApplicationScoped
class PretrainJob implements JobHandler {

    static final String KIND = "pretrain";

    /** The picture of the curve in the run's folder. */
    static final String CURVE = "loss.svg";

    private static final Logger LOG = Logger.getLogger(PretrainJob.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PROGRESS_NANOS = 500_000_000L;

    /** So often the others are started again before the job fails. */
    private static final int MOST_RESTARTS = 3;

    private final Datasets datasets;
    private final Backbones backbones;
    private final RunStore store;
    private final PoolFacts facts;
    private final LabelledMembers labelled;
    private final Trackers trackers;
    private final IsocenterHome home;
    private final Instance<RankLauncher> launcher;

    PretrainJob(
            Datasets datasets,
            Backbones backbones,
            RunStore store,
            PoolFacts facts,
            LabelledMembers labelled,
            Trackers trackers,
            IsocenterHome home,
            Instance<RankLauncher> launcher) {
        this.datasets = datasets;
        this.backbones = backbones;
        this.store = store;
        this.facts = facts;
        this.labelled = labelled;
        this.trackers = trackers;
        this.home = home;
        this.launcher = launcher;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobContext context) {
        PretrainOrder order = PretrainOrder.parse(context.parameters());
        PretrainRecipe recipe = order.recipe();
        DatasetVersion dataset = datasets.require(order.dataset());
        List<DatasetMember> pool = Pretraining.pool(datasets.members(dataset));
        PretrainingRun run = store.begin(context, recipe, dataset, pool.size(), order.watch());
        try {
            train(context, order, dataset, pool, run);
        } catch (JobFencedException e) {
            LOG.infof("Run %s is continued by another worker", run.id);
            throw e;
        } catch (RuntimeException | Error e) {
            store.fail(context, reason(e));
            throw e;
        }
    }

    private void train(
            JobContext context,
            PretrainOrder order,
            DatasetVersion dataset,
            List<DatasetMember> pool,
            PretrainingRun run) {
        PretrainRecipe recipe = order.recipe();
        Positives pairs = facts.positives(recipe, pool);
        int[] indices = Pretraining.indices(pool);
        Path folder = home.path().resolve(run.folder);
        CurveRecorder recorder = new CurveRecorder(store, context, recipe.checkpointEvery(), run.seconds);
        try (RunTracker tracker = trackers.open(folder, run.id.toString(), settings(recipe, run));
                PreparedSet prepared = prepare(context, recipe, dataset)) {
            for (int restarts = 0; ; restarts++) {
                List<TrainingListener> listeners = new ArrayList<>(List.of(recorder, tracker));
                WatchRequest watch = order.watch();
                if (watch != null && prepared.set() instanceof TrainingSet.Images images) {
                    listeners.add(watching(context, recipe, images.images(), dataset, watch, tracker));
                }
                try {
                    PretrainResult result = together(context, order, prepared.set(), indices, pairs, folder, listeners);
                    finish(context, recipe, run, result, recorder);
                    return;
                } catch (RankLost e) {
                    if (restarts == MOST_RESTARTS || context.cancelRequested()) {
                        throw e;
                    }
                    LOG.warnf("Run %s starts again from its last checkpoint: %s", run.id, e.getMessage());
                    // points beyond the checkpoint that wait to be written will be measured again
                    recorder = new CurveRecorder(store, context, recipe.checkpointEvery(), recorder.seconds());
                }
            }
        }
    }

    /** One attempt by all ranks. */
    private PretrainResult together(
            JobContext context,
            PretrainOrder order,
            TrainingSet images,
            int[] pool,
            @Nullable Positives pairs,
            Path folder,
            List<TrainingListener> listeners) {
        String from = order.recipe().from();
        Path initial = from == null ? null : backbones.weights(backbones.require(from));
        if (order.processes() == 1) {
            return new Pretrainer()
                    .keeping(order.kept())
                    .pairing(pairs)
                    .run(order.recipe(), initial, images, pool, folder, listeners, context::cancelRequested);
        }
        try (LocalRanks others = LocalRanks.start(launcher.get(), context.job(), order.processes());
                Ranks ranks = others.join()) {
            return new Pretrainer(others.device(), ranks)
                    .keeping(order.kept())
                    .pairing(pairs)
                    .run(order.recipe(), initial, images, pool, folder, listeners, context::cancelRequested);
        }
    }

    private void finish(
            JobContext context,
            PretrainRecipe recipe,
            PretrainingRun run,
            PretrainResult result,
            CurveRecorder recorder) {
        recorder.flush();
        Path weights = result.backbone();
        if (weights != null) {
            register(context, recipe, run, result, weights, recorder.seconds());
        }
    }

    private BackboneWatch watching(
            JobContext context,
            PretrainRecipe recipe,
            ImageSet images,
            DatasetVersion dataset,
            WatchRequest watch,
            RunTracker tracker) {
        EvaluationSet set = labelled.in(datasets.members(dataset), watch.labels());
        return new BackboneWatch(
                new BackboneEvaluation(images, set, recipe.seed()).withViews(recipe.views()),
                watch.every(),
                (step, evaluation) -> {
                    store.evaluated(context, PretrainEvaluation.of(context.job(), step, watch.labels(), evaluation));
                    tracker.evaluated(step, evaluation);
                });
    }

    private static Map<String, String> settings(PretrainRecipe recipe, PretrainingRun run) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("objective", recipe.objective());
        settings.put("architecture", recipe.backbone().architecture());
        settings.put("image", Integer.toString(recipe.backbone().image()));
        settings.put("batch", Integer.toString(recipe.batch()));
        settings.put("seed", Long.toString(recipe.seed()));
        settings.put("recipeSha256", run.recipeSha256);
        settings.put("dataset", run.datasetId);
        return settings;
    }

    private PreparedSet prepare(JobContext context, PretrainRecipe recipe, DatasetVersion dataset) {
        long[] told = {System.nanoTime()};
        String what = recipe.volume() == null ? "images" : "volumes";
        return PreparedSet.of(datasets, dataset, recipe, (done, total) -> {
            if (System.nanoTime() - told[0] > PROGRESS_NANOS) {
                told[0] = System.nanoTime();
                context.progress(done, total, what, Map.of());
            }
        });
    }

    private void register(
            JobContext context,
            PretrainRecipe recipe,
            PretrainingRun run,
            PretrainResult result,
            Path weights,
            double seconds) {
        List<TrainingPoint> points = store.points(run.id);
        LossWindow loss = LossWindow.of(points, result.steps());
        BackboneVersion backbone = new BackboneVersion();
        backbone.id = store.freeId(run, recipe);
        backbone.run = run.id;
        backbone.objective = recipe.objective();
        backbone.continuedFrom = recipe.from();
        backbone.architecture = recipe.backbone().architecture();
        backbone.patch = recipe.backbone().patch();
        backbone.image = recipe.backbone().image();
        Artefact stored = Artefact.of(home.path(), weights);
        backbone.weightsPath = stored.path();
        backbone.weightsSha256 = stored.sha256();
        backbone.datasetId = run.datasetId;
        backbone.datasetSha256 = run.datasetSha256;
        backbone.recipe = run.recipe;
        backbone.recipeSha256 = run.recipeSha256;
        backbone.steps = result.steps();
        backbone.firstLoss = loss.first();
        backbone.lastLoss = loss.last();
        backbone.imagesPerSecond = result.imagesPerSecond();
        backbone.seconds = seconds;
        backbone.created = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Path curve = home.path().resolve(run.folder).resolve(CURVE);
        LossCurveSvg.write(curve, backbone.id, points, store.evaluations(run.id));
        store.finish(context, run, backbone, Artefact.of(home.path(), curve), resultOf(backbone));
    }

    private static String resultOf(BackboneVersion backbone) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("backbone", backbone.id);
        result.put("objective", backbone.objective);
        result.put("architecture", backbone.architecture);
        result.put("steps", backbone.steps);
        result.put("firstLoss", backbone.firstLoss);
        result.put("lastLoss", backbone.lastLoss);
        result.put("imagesPerSecond", backbone.imagesPerSecond);
        result.put("seconds", backbone.seconds);
        try {
            return MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and text are always JSON", e);
        }
    }

    /** Kept for good, hence only messages known to hold no data of anyone. */
    private static String reason(@Nullable Throwable failure) {
        return failure instanceof TrainingDiverged
                        || failure instanceof RankLost
                        || failure instanceof MemoryExhausted
                        || failure instanceof CheckpointNotWritten
                ? String.valueOf(failure.getMessage())
                : String.valueOf(failure == null ? null : failure.getClass().getName());
    }
}
