package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Autocast;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * BYOL (Grill et al. 2020, arXiv:2006.07733): from one view, predict what a moving average of the network makes of the
 * other. There are no negatives; the predictor and the slow target keep it from collapse.
 */
final class Byol extends Module implements Objective {
    private final Backbone backbone;
    private final ProjectionHead projector;
    private final ProjectionHead predictor;
    private final Backbone targetBackbone;
    private final ProjectionHead targetProjector;
    private final MovingAverage averages;
    private final MovingAverage headAverages;
    private final double momentum;

    Byol(Backbone backbone, Backbone targetBackbone, ByolSpec spec) {
        super("Byol");
        this.backbone = backbone;
        this.targetBackbone = targetBackbone;
        this.momentum = spec.momentum();
        ProjectionSpec heads = new ProjectionSpec(spec.hidden(), spec.output(), 2);
        register_module("backbone", backbone.module());
        projector = register_module("projector", head(backbone.featureCount(), heads));
        predictor = register_module("predictor", head(spec.output(), heads));
        register_module("target_backbone", targetBackbone.module());
        targetProjector = register_module("target_projector", head(backbone.featureCount(), heads));
        averages = new MovingAverage(backbone.module(), targetBackbone.module());
        headAverages = new MovingAverage(projector, targetProjector);
    }

    private static ProjectionHead head(int features, ProjectionSpec spec) {
        return new ProjectionHead(features, spec, ProjectionHead.End.BARE);
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor firstTarget = target(batch.view(0), pass);
        Tensor secondTarget = target(batch.view(1), pass);
        Tensor loss = distance(prediction(batch.view(0), pass), secondTarget)
                .add(distance(prediction(batch.view(1), pass), firstTarget));
        return new Loss(
                loss,
                EmbeddingSpread.of(
                        pass.gathered(Rows.unitLength(firstTarget), 1),
                        pass.gathered(Rows.unitLength(secondTarget), 1)));
    }

    private Tensor prediction(Tensor images, Pass pass) {
        try (Autocast mixed = pass.autocast()) {
            return predictor
                    .forward(projector.forward(backbone.features(images)))
                    .to(ScalarType.Float);
        }
    }

    private Tensor target(Tensor images, Pass pass) {
        try (NoGradGuard noGradient = new NoGradGuard();
                Autocast mixed = pass.autocast()) {
            return targetProjector.forward(targetBackbone.features(images)).to(ScalarType.Float);
        }
    }

    /**
     * The mean squared distance of the rows' directions: 2 − 2·cos, equation 2 of the paper.
     *
     * @param predicted [N, D]
     * @param target [N, D]
     */
    static Tensor distance(Tensor predicted, Tensor target) {
        return Rows.unitLength(predicted)
                .sub(Rows.unitLength(target))
                .square()
                .sum(1)
                .mean();
    }

    @Override
    public void stepped(Pass pass) {
        double current = MovingAverage.cosine(momentum, pass.progress());
        averages.follow(current);
        headAverages.follow(current);
    }

    @Override
    public boolean comparableLosses() {
        return false;
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public Backbone backbone() {
        return backbone;
    }

    @Override
    public Module module() {
        return this;
    }
}
