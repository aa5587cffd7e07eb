package isocenter.pretrain.registry;

import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.job.JobContext;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.registry.PretrainingRun.Outcome;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes runs, points and backbones, each with its ledger event in one transaction. Every transaction first fences the
 * job, so that a worker that was given up for dead cannot write beside its successor.
 */
@ApplicationScoped
class RunStore {

    private final PretrainingRuns runs;
    private final BackboneVersions backbones;
    private final Ledger ledger;
    private final HostFacts host;

    RunStore(PretrainingRuns runs, BackboneVersions backbones, Ledger ledger, HostFacts host) {
        this.runs = runs;
        this.backbones = backbones;
        this.ledger = ledger;
        this.host = host;
    }

    /**
     * The run of this job; made, with its event, by the first attempt.
     *
     * @param watch labels that it is judged by on the way, but never sees
     */
    @Transactional(TxType.REQUIRES_NEW)
    PretrainingRun begin(
            JobContext context,
            PretrainRecipe recipe,
            DatasetVersion dataset,
            int poolSize,
            @Nullable WatchRequest watch) {
        context.fence();
        return runs.find(context.job()).orElseGet(() -> {
            CanonicalForm form = CanonicalForm.of(recipe);
            PretrainingRun run = new PretrainingRun();
            run.id = context.job();
            run.objective = recipe.objective();
            run.recipe = form.json();
            run.recipeSha256 = form.sha256();
            run.datasetId = dataset.id();
            run.datasetSha256 = dataset.sha256();
            run.poolSize = poolSize;
            run.folder = PretrainOrder.folder(run.id);
            run.outcome = Outcome.RUNNING;
            run.started = now();
            runs.insert(run);
            Map<String, Object> detail = inputs(run);
            detail.put("recipe", form.json());
            detail.put("viewPolicy", recipe.views().policy());
            detail.put("seed", recipe.seed());
            if (watch != null) {
                detail.put("watchedBy", watch.labels());
            }
            detail.put("host", host.facts());
            String from = recipe.from();
            if (from != null) {
                detail.put("from", from);
                detail.put("fromSha256", backbones.find(from).orElseThrow().weightsSha256);
            }
            ledger.append(LedgerEntry.of("pretrain.start", run.id.toString(), detail));
            return run;
        });
    }

    /** Training goes on after {@code step}: what was measured beyond it will be measured again. */
    @Transactional(TxType.REQUIRES_NEW)
    void resumed(JobContext context, long step) {
        context.fence();
        runs.deletePointsFrom(context.job(), step + 1);
        runs.deleteEvaluationsFrom(context.job(), step + 1);
        ledger.append(LedgerEntry.of(
                "pretrain.resume",
                context.job().toString(),
                Map.of("attempt", context.attempt(), "step", step, "host", host.facts())));
    }

    /** Training starts from nothing. */
    @Transactional(TxType.REQUIRES_NEW)
    void restarted(JobContext context) {
        context.fence();
        runs.deleteEvaluationsFrom(context.job(), 0);
        if (runs.deletePointsFrom(context.job(), 0) > 0 || context.attempt() > 1) {
            ledger.append(LedgerEntry.of(
                    "pretrain.resume",
                    context.job().toString(),
                    Map.of("attempt", context.attempt(), "step", 0, "host", host.facts())));
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    void record(JobContext context, List<TrainingPoint> points, double seconds) {
        context.fence();
        if (!points.isEmpty()) {
            runs.insertPoints(points);
        }
        runs.spent(context.job(), seconds);
    }

    @Transactional(TxType.REQUIRES_NEW)
    void evaluated(JobContext context, PretrainEvaluation evaluation) {
        context.fence();
        runs.insert(evaluation);
    }

    @Transactional(TxType.REQUIRES_NEW)
    List<PretrainEvaluation> evaluations(UUID run) {
        return runs.evaluations(run);
    }

    @Transactional(TxType.REQUIRES_NEW)
    List<TrainingPoint> points(UUID run) {
        return runs.points(run);
    }

    /** Registers the backbone and ends run and job together. */
    @Transactional(TxType.REQUIRES_NEW)
    void finish(JobContext context, PretrainingRun run, BackboneVersion backbone, Artefact curve, String resultJson) {
        context.fence();
        backbones.insert(backbone);
        end(run, Outcome.DONE, null);
        context.complete(resultJson);
        Map<String, Object> detail = inputs(run);
        detail.put("run", run.id.toString());
        detail.put("attempts", context.attempt());
        detail.put("steps", backbone.steps);
        detail.put("firstLoss", backbone.firstLoss);
        detail.put("lastLoss", backbone.lastLoss);
        detail.put("imagesPerSecond", backbone.imagesPerSecond);
        detail.put("seconds", backbone.seconds);
        ledger.append(new LedgerEntry(
                "pretrain.end",
                backbone.id,
                detail,
                List.of(new Artefact(backbone.weightsPath, backbone.weightsSha256), curve)));
    }

    /** An id that is readable and free: six digits of the inputs' hash, more when those are taken. */
    @Transactional(TxType.REQUIRES_NEW)
    String freeId(PretrainingRun run, PretrainRecipe recipe) {
        String hash = CanonicalForm.of(new Pretraining.Inputs(run.recipeSha256, run.datasetId, run.datasetSha256))
                .sha256();
        String architecture = recipe.backbone().architecture().replace("resnet-", "resnet");
        for (int digits = 6; digits <= 32; digits += 2) {
            String id = recipe.objective() + "-" + architecture + "-" + hash.substring(0, digits);
            if (backbones.find(id).isEmpty()) {
                return id;
            }
        }
        throw new BackboneException("This recipe and dataset have been pretrained too often: change the seed");
    }

    @Transactional(TxType.REQUIRES_NEW)
    void fail(JobContext context, String reason) {
        context.fence();
        PretrainingRun run = runs.find(context.job()).orElseThrow();
        end(run, Outcome.FAILED, reason);
        Map<String, Object> detail = inputs(run);
        detail.put("attempt", context.attempt());
        detail.put("reason", reason);
        ledger.append(LedgerEntry.of("pretrain.failure", run.id.toString(), detail));
    }

    private void end(PretrainingRun run, Outcome outcome, @Nullable String reason) {
        PretrainingRun stored = runs.find(run.id).orElseThrow();
        stored.outcome = outcome;
        stored.reason = reason;
        stored.ended = now();
        runs.update(stored);
    }

    private static Map<String, Object> inputs(PretrainingRun run) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("objective", run.objective);
        detail.put("recipeSha256", run.recipeSha256);
        detail.put("dataset", run.datasetId);
        detail.put("datasetRoot", run.datasetSha256);
        detail.put("pool", run.poolSize);
        return detail;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
