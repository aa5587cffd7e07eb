package isocenter.pretrain.watch;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.PatientBootstrap;
import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.view.ViewSpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges frozen features by labels of held-out patients. The network is left as it was: no gradient, no running statistic
 * and no draw from libtorch's generator, so that a training that is watched makes the weights of one that is not.
 */
public final class BackboneEvaluation {
    private static final double CONFIDENCE = 0.95;
    private static final int REPLICATES = 2000;

    /** Images whose views are compared. */
    private static final int VIEWED = 256;

    /** Strengths and folds as finetune's linear probe takes them where nothing else is asked for. */
    private static final ProbeSpec PROBE = new ProbeSpec(1e-4, 10, 11, 5);

    private final ImageSet images;
    private final EvaluationSet set;
    private final long seed;
    private final @Nullable ViewSpec views;

    private BackboneEvaluation(ImageSet images, EvaluationSet set, long seed, @Nullable ViewSpec views) {
        this.images = images;
        this.set = set;
        this.seed = seed;
        this.views = views;
    }

    /** @param seed of the probe's folds, the bootstrap and the views */
    public BackboneEvaluation(ImageSet images, EvaluationSet set, long seed) {
        this(images, set, seed, null);
    }

    /** The same, and how far a backbone sees two of these views of an image alike. */
    public BackboneEvaluation withViews(ViewSpec spec) {
        return new BackboneEvaluation(images, set, seed, spec);
    }

    /** How features are made: image indices → [n][d]. */
    @FunctionalInterface
    public interface Features {
        double[][] of(int[] indices);
    }

    /**
     * Judges a backbone, switched to evaluation for the while.
     *
     * @param device where the backbone is
     */
    public Evaluation of(Backbone backbone, Device device) {
        boolean training = backbone.module().is_training();
        backbone.module().train(false);
        try {
            return judge(indices -> features(backbone, images, indices, device), alignment(backbone, device));
        } finally {
            backbone.module().train(training);
        }
    }

    /** Judges features of any kind. */
    public Evaluation of(Features features) {
        return judge(features, Double.NaN);
    }

    private Evaluation judge(Features features, double alignment) {
        long begun = System.nanoTime();
        double[][] fit = features.of(EvaluationSet.indices(set.fit()));
        double[][] validation = features.of(EvaluationSet.indices(set.validation()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        double[] neighbours =
                new KnnProbe(fit, LabelledImage.labels(set.fit()), KnnProbe.NEIGHBOURS).scores(validation);
        LinearModel model = LinearProbe.fit(fit, set.fit(), PROBE, true, seed).model();
        double[] logits = Arrays.stream(validation).mapToDouble(model::logit).toArray();
        int count = fit.length + validation.length;
        return new Evaluation(
                neighbours,
                logits,
                auroc(neighbours),
                auroc(logits),
                EmbeddingDiagnostics.of(fit),
                alignment,
                EvaluationSet.patients(set.fit()),
                fit.length,
                EvaluationSet.patients(set.validation()),
                validation.length,
                seconds > 0 ? count / seconds : 0);
    }

    private Estimate auroc(double[] scores) {
        return meanAuroc(List.of(scores));
    }

    /** The mean AUROC of several scorings of the validation images, one for each seed. */
    public Estimate meanAuroc(List<double[]> scores) {
        return PatientBootstrap.meanAuroc(
                scores, LabelledImage.labels(set.validation()), patients(), CONFIDENCE, REPLICATES, seed);
    }

    /** The mean AUROC of some scorings minus that of others, on the same resampled patients. */
    public Estimate meanAurocDifference(List<double[]> first, List<double[]> second) {
        return PatientBootstrap.meanAurocDifference(
                first, second, LabelledImage.labels(set.validation()), patients(), CONFIDENCE, REPLICATES, seed);
    }

    private String[] patients() {
        return set.validation().stream().map(LabelledImage::patient).toArray(String[]::new);
    }

    private double alignment(Backbone backbone, Device device) {
        if (views == null) {
            return Double.NaN;
        }
        int[] all = EvaluationSet.indices(set.fit());
        int[] some = Arrays.copyOf(all, Math.min(VIEWED, all.length));
        return EmbeddingDiagnostics.alignment(
                features(backbone, new ViewedImages(images, views, seed), some, device),
                features(backbone, new ViewedImages(images, views, seed + 1), some, device));
    }

    private static double[][] features(Backbone backbone, ImageSet images, int[] indices, Device device) {
        return ForwardPass.of(images, indices, backbone::features, backbone.featureCount(), device);
    }
}
