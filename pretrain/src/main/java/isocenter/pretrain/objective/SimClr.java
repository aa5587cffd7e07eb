package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Autocast;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * SimCLR (Chen et al. 2020, arXiv:2002.05709): two random views of an image should look alike to the network, and unlike
 * all other images of the batch. Both views go through as one batch, so that batch norm sees them together.
 */
final class SimClr extends Module implements Objective {
    private final Backbone backbone;
    private final ProjectionHead head;
    private final double temperature;

    SimClr(Backbone backbone, SimClrSpec spec) {
        super("SimClr");
        this.backbone = backbone;
        this.temperature = spec.temperature();
        register_module("backbone", backbone.module());
        head = register_module(
                "head", new ProjectionHead(backbone.featureCount(), spec.projection(), ProjectionHead.End.AFFINE_NORM));
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor projected;
        try (Autocast mixed = pass.autocast()) {
            projected = head.forward(backbone.features(batch.whole()));
        }
        Tensor embeddings = pass.gathered(Rows.unitLength(projected.to(ScalarType.Float)), 2);
        return new Loss(NtXentLoss.of(embeddings, temperature), EmbeddingSpread.of(embeddings.detach()));
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
