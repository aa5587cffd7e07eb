package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.tensor.Autocast;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * SwAV (Caron et al. 2020, arXiv:2006.09882): the cluster to which one view is assigned must be predicted from every other
 * view, local crops included. Assignments share a batch out evenly over the prototypes, so that not all images fall into
 * one.
 */
final class Swav extends Module implements Objective {
    private static final int WHOLE_VIEWS = 2;

    private final Backbone backbone;
    private final ProjectionHead head;
    private final LinearImpl prototypes;
    private final List<FeatureQueue> queues = new ArrayList<>();
    private final SwavSpec spec;

    Swav(Backbone backbone, SwavSpec spec) {
        super("Swav");
        this.backbone = backbone;
        this.spec = spec;
        register_module("backbone", backbone.module());
        head = register_module(
                "head",
                new ProjectionHead(
                        backbone.featureCount(),
                        new ProjectionSpec(spec.hidden(), spec.output(), 2),
                        ProjectionHead.End.BARE));
        prototypes = register_module("prototypes", Layers.linear(spec.output(), spec.prototypes(), false));
        for (int view = 0; view < WHOLE_VIEWS && spec.queue() > 0; view++) {
            queues.add(register_module("queue" + view, new FeatureQueue(spec.queue(), spec.output())));
        }
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor centres = unitPrototypes(pass);
        Tensor whole = project(batch.whole(), pass);
        List<Tensor> scores = new ArrayList<>(parts(whole.matmul(centres.t()), WHOLE_VIEWS));
        List<Tensor> vectors = parts(whole.detach(), WHOLE_VIEWS);
        List<Tensor> codes = new ArrayList<>();
        for (int view = 0; view < WHOLE_VIEWS; view++) {
            codes.add(assigned(vectors.get(view), view, centres, pass.ranks()));
        }
        if (batch.local() != null) {
            scores.addAll(parts(project(batch.local(), pass).matmul(centres.t()), batch.locals()));
        }
        return new Loss(
                SwappedAssignmentLoss.of(scores, codes, spec.temperature()),
                EmbeddingSpread.of(pass.gathered(vectors.get(0), 1), pass.gathered(vectors.get(1), 1)));
    }

    private Tensor project(Tensor images, Pass pass) {
        try (Autocast mixed = pass.autocast()) {
            return Rows.unitLength(head.forward(backbone.features(images)).to(ScalarType.Float));
        }
    }

    /** The centres, brought to length 1 in place before each step; without gradient while they are frozen. */
    private Tensor unitPrototypes(Pass pass) {
        Tensor weight = prototypes.weight();
        try (NoGradGuard noGradient = new NoGradGuard()) {
            weight.copy_(Rows.unitLength(weight));
        }
        return pass.progress() < spec.frozenFraction() ? weight.detach() : weight;
    }

    /** The view's shares in the prototypes, [N, K]; those of all ranks, and earlier ones from the queue, are shared out
     * with it. */
    private Tensor assigned(Tensor own, int view, Tensor centres, Ranks ranks) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            Tensor vectors = ranks.gathered(own, 1);
            Tensor all = vectors;
            if (!queues.isEmpty()) {
                FeatureQueue queue = queues.get(view);
                if (queue.full()) {
                    all = cat(new TensorVector(queue.contents(), vectors), 0);
                }
                queue.add(vectors);
            }
            Tensor shares = SinkhornKnopp.assign(all.matmul(centres.t()), spec.epsilon(), spec.iterations());
            long first = shares.size(0) - vectors.size(0) + ranks.rank() * own.size(0);
            return shares.narrow(0, first, own.size(0));
        }
    }

    private static List<Tensor> parts(Tensor stacked, int count) {
        List<Tensor> parts = new ArrayList<>();
        long size = stacked.size(0) / count;
        for (int i = 0; i < count; i++) {
            parts.add(stacked.narrow(0, i * size, size));
        }
        return parts;
    }

    @Override
    public boolean comparableLosses() {
        return false;
    }

    @Override
    public int views() {
        return WHOLE_VIEWS;
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
