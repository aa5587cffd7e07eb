package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.relu;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Autocast;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Jigsaw puzzles (Noroozi and Favaro 2016, arXiv:1603.09246): nine pieces in one of many orders; the network sees each
 * piece by itself and says which order it was. A piece is smaller than its cell and lies in it by chance, and has its own
 * mean and deviation, so that neither edges nor brightness tell.
 */
final class Jigsaw extends Module implements Objective {
    private static final int ALONG = 3;
    private static final int PIECES = ALONG * ALONG;
    private static final double PART_OF_CELL = 0.86;
    private static final double SMALLEST_DEVIATION = 0.02;

    private final Backbone backbone;
    private final LinearImpl embed;
    private final PlainHead classifier;
    private final List<int[]> orders;
    private final int side;

    Jigsaw(Backbone backbone, int side, JigsawSpec spec) {
        super("Jigsaw");
        this.backbone = backbone;
        this.side = side;
        orders = Permutations.of(PIECES, spec.permutations());
        register_module("backbone", backbone.module());
        embed = register_module("embed", Layers.linear(backbone.featureCount(), spec.pieceWidth(), true));
        classifier = register_module(
                "classifier", new PlainHead(PIECES * spec.pieceWidth(), spec.hidden(), spec.permutations()));
    }

    /** Side of a piece in pixels: the greatest number of whole patches in some 6/7 of a cell, as in the paper. */
    static int piece(BackboneSpec backbone) {
        int unit = Math.max(1, backbone.patch());
        return (int) (backbone.image() / ALONG * PART_OF_CELL) / unit * unit;
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        int count = (int) batch.images();
        long[] answers = new long[count];
        Tensor pieces = pieces(images, answers, Chance.ofImages(count, pass.ranks()));
        Tensor scores;
        try (Autocast mixed = pass.autocast()) {
            // [9·N, F]: place by place, so that each image's pieces are joined in the order in which they lie
            Tensor each = relu(embed.forward(backbone.features(pieces)));
            Tensor joined =
                    each.reshape(PIECES, count, each.size(1)).transpose(0, 1).reshape(count, -1);
            scores = classifier.forward(joined);
        }
        scores = scores.to(ScalarType.Float);
        Tensor orders = pass.device().place(Tensor.create(answers, count));
        return new Loss(cross_entropy(scores, orders), Map.of("accuracy", Rows.accuracy(scores, orders)));
    }

    /** [9·N, 1, side, side], the first place of every image before the second; {@code answers} receives the orders. */
    private Tensor pieces(Tensor images, long[] answers, List<SplittableRandom> chances) {
        int cell = (int) images.size(2) / ALONG;
        Tensor[] places = new Tensor[PIECES * answers.length];
        for (int image = 0; image < answers.length; image++) {
            SplittableRandom random = chances.get(image);
            answers[image] = random.nextInt(orders.size());
            int[] order = orders.get((int) answers[image]);
            for (int place = 0; place < PIECES; place++) {
                int top = order[place] / ALONG * cell + random.nextInt(cell - side + 1);
                int left = order[place] % ALONG * cell + random.nextInt(cell - side + 1);
                places[place * answers.length + image] =
                        images.narrow(0, image, 1).narrow(2, top, side).narrow(3, left, side);
            }
        }
        return evenly(cat(new TensorVector(places), 0));
    }

    /** Each piece with mean ½ and deviation ¼, the constants by which the encoder standardises. */
    private static Tensor evenly(Tensor pieces) {
        Tensor flat = pieces.flatten(1, -1);
        Tensor mean = Rows.mean(flat);
        Tensor deviation = Rows.mean(flat.sub(mean).square()).sqrt();
        Tensor even = flat.sub(mean)
                .div(deviation.clamp_min(new Scalar(SMALLEST_DEVIATION)))
                .mul(new Scalar(Backbone.INPUT_DEVIATION))
                .add(new Scalar(Backbone.INPUT_MEAN));
        return even.reshape(pieces.size(0), 1, pieces.size(2), pieces.size(3));
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
