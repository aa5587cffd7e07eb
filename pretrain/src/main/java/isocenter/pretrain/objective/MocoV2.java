package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Autocast;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * MoCo v2 (Chen et al. 2020, arXiv:2003.04297): the query of one view must find the key of the other among a queue of
 * earlier keys. Keys come from a slowly moving average of the encoder, so that those in the queue still fit. Batch norm is
 * not shuffled, for it sees the whole batch on every device: a small head start for guessing the key from its batch.
 */
final class MocoV2 extends Module implements Objective {
    private final Backbone backbone;
    private final PlainHead head;
    private final Backbone keyBackbone;
    private final PlainHead keyHead;
    private final MovingAverage averages;
    private final MovingAverage headAverages;
    private final FeatureQueue queue;
    private final MocoV2Spec spec;

    MocoV2(Backbone backbone, Backbone keyBackbone, MocoV2Spec spec) {
        super("MocoV2");
        this.backbone = backbone;
        this.keyBackbone = keyBackbone;
        this.spec = spec;
        register_module("backbone", backbone.module());
        head = register_module("head", new PlainHead(backbone.featureCount(), spec.hidden(), spec.output()));
        register_module("key_backbone", keyBackbone.module());
        keyHead = register_module("key_head", new PlainHead(backbone.featureCount(), spec.hidden(), spec.output()));
        averages = new MovingAverage(backbone.module(), keyBackbone.module());
        headAverages = new MovingAverage(head, keyHead);
        queue = register_module("queue", new FeatureQueue(spec.queue(), spec.output()));
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor keys;
        try (NoGradGuard noGradient = new NoGradGuard();
                Autocast mixed = pass.autocast()) {
            keys = Rows.unitLength(
                    keyHead.forward(keyBackbone.features(batch.view(1))).to(ScalarType.Float));
        }
        Tensor projected;
        try (Autocast mixed = pass.autocast()) {
            projected = head.forward(backbone.features(batch.view(0)));
        }
        Tensor queries = Rows.unitLength(projected.to(ScalarType.Float));
        Tensor loss = InfoNceLoss.withQueue(queries, keys, queue.contents(), spec.temperature());
        Tensor allKeys = pass.gathered(keys, 1);
        queue.add(allKeys);
        return new Loss(loss, EmbeddingSpread.of(pass.gathered(queries.detach(), 1), allKeys));
    }

    @Override
    public void stepped(Pass pass) {
        averages.follow(spec.momentum());
        headAverages.follow(spec.momentum());
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
