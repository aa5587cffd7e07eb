package isocenter.deploy.cli;

import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.pretrain.registry.BackboneVersion;
import java.io.PrintWriter;
import java.util.Locale;

/** What long work made, as commands and the demo show it. */
final class Outcomes {
    private Outcomes() {}

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
