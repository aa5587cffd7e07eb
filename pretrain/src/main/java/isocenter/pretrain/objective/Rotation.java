package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.tensor.Autocast;
import java.util.Map;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rotation prediction (Gidaris et al. 2018, arXiv:1803.07728): each image is seen upright and turned by one, two and three
 * right angles, and the network says which. The turned images are a question, never an equal of the upright one, so that
 * no policy of views speaks against them.
 */
final class Rotation extends Module implements Objective {
    private static final int TURNS = 4;

    private final Backbone backbone;
    private final LinearImpl classifier;

    Rotation(Backbone backbone) {
        super("Rotation");
        this.backbone = backbone;
        register_module("backbone", backbone.module());
        classifier = register_module("classifier", Layers.linear(backbone.featureCount(), TURNS, true));
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        TensorVector turned = new TensorVector();
        for (int turn = 0; turn < TURNS; turn++) {
            turned.push_back(batch.whole().rot90(turn, 2, 3));
        }
        Tensor scores;
        try (Autocast mixed = pass.autocast()) {
            scores = classifier.forward(backbone.features(cat(turned, 0)));
        }
        scores = scores.to(ScalarType.Float);
        Tensor turns = Rows.numbers(scores).floor_divide(new Scalar(batch.images()));
        return new Loss(cross_entropy(scores, turns), Map.of("accuracy", Rows.accuracy(scores, turns)));
    }

    @Override
    public int views() {
        return 1;
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
