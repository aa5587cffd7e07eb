package isocenter.deploy.cli;

import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.pretrain.registry.BackboneVersion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What long work made, as commands and the demo show it. */
final class Outcomes {
    private Outcomes() {}

    static Map<String, Object> pretrained(BackboneVersion backbone) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", backbone.id);
        json.put("objective", backbone.objective);
        json.put("backbone", backbone.architecture);
        json.put("dataset", backbone.datasetId);
        json.put("steps", backbone.steps);
        json.put("firstLoss", backbone.firstLoss);
        json.put("lastLoss", backbone.lastLoss);
        json.put("imagesPerSecond", backbone.imagesPerSecond);
        json.put("seconds", backbone.seconds);
        json.put("weightsSha256", backbone.weightsSha256);
        if (backbone.deleted != null) {
            json.put("deleted", backbone.deleted.toString());
        }
        return json;
    }

    static void print(BackboneVersion backbone, PrintWriter out) {
        if (backbone.deleted != null) {
            out.printf("the weights of %s were deleted on %s%n", backbone.id, backbone.deleted);
        }
        if (backbone.imported()) {
            out.printf(
                    "backbone %s: imported %s for images of %d pixels%n",
                    backbone.id, backbone.architecture, backbone.image);
            return;
        }
        out.printf(
                "backbone %s: %s on %s, %d steps, loss %.4f to %.4f, %.0f images/s, %.0f s%n",
                backbone.id,
                backbone.objective,
                backbone.architecture,
                backbone.steps,
                backbone.firstLoss,
                backbone.lastLoss,
                backbone.imagesPerSecond,
                backbone.seconds);
    }

    static Map<String, Object> finetuned(PredictorVersion predictor) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("predictor", predictor.id);
        json.put("protocol", predictor.protocol);
        json.put("init", predictor.backbone == null ? predictor.init : predictor.backbone);
        json.put("architecture", predictor.architecture);
        json.put("labelFraction", predictor.fraction);
        json.put("patients", predictor.patients);
        json.put("images", predictor.images);
        json.put("validationPatients", predictor.validationPatients);
        json.put("validationImages", predictor.validationImages);
        json.put("threshold", predictor.threshold);
        if (predictor.notEstimable == null) {
            json.put("auroc", predictor.auroc);
            json.put("low", predictor.low);
            json.put("high", predictor.high);
            json.put("patientLow", predictor.patientLow);
            json.put("patientHigh", predictor.patientHigh);
        } else {
            json.put("auroc", AuditOutcome.NOT_ESTIMABLE);
            json.put("reason", predictor.notEstimable);
        }
        return json;
    }

    static void print(PredictorVersion predictor, PrintWriter out) {
        out.printf(
                "%-48s %-12s %-26s %4.0f %% of labels, %4d patients   AUROC %s%n",
                predictor.id,
                predictor.protocol,
                predictor.backbone == null ? predictor.init + " " + predictor.architecture : predictor.backbone,
                100 * predictor.fraction,
                predictor.patients,
                predictor.notEstimable == null
                        ? String.format(
                                Locale.ROOT, "%.3f (%.3f to %.3f)", predictor.auroc, predictor.low, predictor.high)
                        : AuditOutcome.NOT_ESTIMABLE + ": " + predictor.notEstimable);
    }
}
