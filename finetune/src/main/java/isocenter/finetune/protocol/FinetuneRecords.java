package isocenter.finetune.protocol;

import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.finetune.evaluation.Performance;
import isocenter.finetune.evaluation.Prediction;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.finetune.evaluation.Predictors;
import isocenter.ingest.job.JobContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what a fine-tuning did, each step with its ledger event in one transaction, fenced so that a late worker cannot
 * write beside its successor.
 */
@ApplicationScoped
class FinetuneRecords {

    private final Predictors predictors;
    private final Ledger ledger;

    FinetuneRecords(Predictors predictors, Ledger ledger) {
        this.predictors = predictors;
        this.ledger = ledger;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void begin(JobContext context, FinetunePlan plan) {
        context.fence();
        Map<String, Object> detail = inputs(plan);
        detail.put("attempt", context.attempt());
        detail.put("job", context.job().toString());
        detail.put("patients", plan.draw().patients());
        detail.put("images", plan.draw().images());
        detail.put("thresholdPatients", LabelDraw.patients(plan.draw().threshold()));
        ledger.append(LedgerEntry.of("finetune.start", plan.request().predictorId(), detail));
    }

    /** From here on the threshold is known to have been set before a validation score existed. */
    @Transactional(TxType.REQUIRES_NEW)
    void freeze(JobContext context, FinetunePlan plan, FrozenThreshold frozen) {
        context.fence();
        Map<String, Object> detail = new LinkedHashMap<>(frozen.facts());
        detail.put("sha256", frozen.sha256());
        ledger.append(
                new LedgerEntry("finetune.threshold", plan.request().predictorId(), detail, List.of(frozen.weights())));
    }

    /** Registers predictor and scores and ends the job, together. */
    @Transactional(TxType.REQUIRES_NEW)
    void finish(
            JobContext context,
            FinetunePlan plan,
            PredictorVersion predictor,
            List<Prediction> predictions,
            Performance performance) {
        context.fence();
        predictors.register(predictor, predictions);
        context.complete(predictor.summaryJson());
        Map<String, Object> evaluated = performance.facts();
        evaluated.put("thresholdSha256", predictor.thresholdSha256);
        Map<String, Object> detail = inputs(plan);
        detail.put("figures", predictor.figures);
        ledger.append(
                LedgerEntry.of("evaluate.validation", predictor.id, evaluated),
                new LedgerEntry(
                        "finetune.end",
                        predictor.id,
                        detail,
                        List.of(new Artefact(predictor.weightsPath, predictor.weightsSha256))));
    }

    /** A predictor that is there already only ends the job. */
    @Transactional(TxType.REQUIRES_NEW)
    void finishWith(JobContext context, PredictorVersion predictor) {
        context.fence();
        context.complete(predictor.summaryJson());
    }

    /** Keeps only the failure's kind: a message might hold what may not be kept for good. */
    @Transactional(TxType.REQUIRES_NEW)
    void fail(JobContext context, FinetunePlan plan, Throwable failure) {
        context.fence();
        Map<String, Object> detail = inputs(plan);
        detail.put("attempt", context.attempt());
        detail.put("reason", failure.getClass().getName());
        ledger.append(LedgerEntry.of("finetune.failure", plan.request().predictorId(), detail));
    }

    private static Map<String, Object> inputs(FinetunePlan plan) {
        FinetuneRequest request = plan.request();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("request", request.json());
        detail.put("requestSha256", request.sha256());
        detail.put("datasetRoot", plan.dataset().sha256());
        detail.put("labelsSha256", plan.labels().sha256());
        if (plan.backbone() != null) {
            detail.put("backboneWeights", plan.backbone().weightsSha256);
        }
        return detail;
    }
}
