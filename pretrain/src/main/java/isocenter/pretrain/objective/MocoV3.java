package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Autocast;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * MoCo v3 (Chen et al. 2021, arXiv:2104.02057): each view's query must find the other view's key among the keys of the
 * batch; keys come from a moving average of the encoder, and only queries pass the predictor.
 */
final class MocoV3 extends Module implements Objective {
    private final Backbone backbone;
    private final ProjectionHead projector;
    private final ProjectionHead predictor;
    private final Backbone keyBackbone;
    private final ProjectionHead keyProjector;
    private final MovingAverage averages;
    private final MovingAverage headAverages;
    private final MocoV3Spec spec;

    MocoV3(Backbone backbone, Backbone keyBackbone, int projectorLayers, MocoV3Spec spec) {
        super("MocoV3");
        this.backbone = backbone;
        this.keyBackbone = keyBackbone;
        this.spec = spec;
        ProjectionSpec projection = new ProjectionSpec(spec.hidden(), spec.output(), projectorLayers);
        ProjectionSpec prediction = new ProjectionSpec(spec.hidden(), spec.output(), 2);
        register_module("backbone", backbone.module());
        projector = register_module("projector", head(backbone.featureCount(), projection));
        predictor = register_module("predictor", head(spec.output(), prediction));
        register_module("key_backbone", keyBackbone.module());
        keyProjector = register_module("key_projector", head(backbone.featureCount(), projection));
        averages = new MovingAverage(backbone.module(), keyBackbone.module());
        headAverages = new MovingAverage(projector, keyProjector);
        if (spec.frozenPatches()) {
            backbone.weights().forEach((name, weight) -> {
                if (name.startsWith("patch_embed.")) {
                    weight.set_requires_grad(false);
                }
            });
        }
    }

    private static ProjectionHead head(int features, ProjectionSpec spec) {
        return new ProjectionHead(features, spec, ProjectionHead.End.NORM);
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor firstKeys = keys(batch.view(0), pass);
        Tensor secondKeys = keys(batch.view(1), pass);
        Tensor first = queries(batch.view(0), pass);
        Tensor second = queries(batch.view(1), pass);
        Tensor loss = InfoNceLoss.withinBatch(first, secondKeys, spec.temperature())
                .add(InfoNceLoss.withinBatch(second, firstKeys, spec.temperature()));
        return new Loss(loss, EmbeddingSpread.of(firstKeys, secondKeys));
    }

    private Tensor queries(Tensor images, Pass pass) {
        try (Autocast mixed = pass.autocast()) {
            Tensor queries = predictor
                    .forward(projector.forward(backbone.features(images)))
                    .to(ScalarType.Float);
            return pass.gathered(Rows.unitLength(queries), 1);
        }
    }

    private Tensor keys(Tensor images, Pass pass) {
        try (NoGradGuard noGradient = new NoGradGuard();
                Autocast mixed = pass.autocast()) {
            Tensor keys = keyProjector.forward(keyBackbone.features(images)).to(ScalarType.Float);
            return pass.gathered(Rows.unitLength(keys), 1);
        }
    }

    @Override
    public void stepped(Pass pass) {
        double momentum = MovingAverage.cosine(spec.momentum(), pass.progress());
        averages.follow(momentum);
        headAverages.follow(momentum);
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
