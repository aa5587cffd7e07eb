package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.mse_loss;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.tensor.Autocast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Context restoration (Chen et al. 2019, Medical Image Analysis 58:101539): squares of an image change places, and the
 * network paints the image as it was. Grey values keep their distribution, so only what belongs where tells. Where the
 * paper has a decoder, one linear layer paints here, so that the encoder must do the work.
 */
final class ContextRestoration extends Module implements Objective {
    private final Backbone backbone;
    private final PixelHead head;
    private final ContextRestorationSpec spec;

    ContextRestoration(Backbone backbone, ContextRestorationSpec spec) {
        super("ContextRestoration");
        this.backbone = backbone;
        this.spec = spec;
        register_module("backbone", backbone.module());
        head = register_module("head", new PixelHead(backbone));
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        Tensor swapped = swapped(images, Chance.ofImages(images.size(0), pass.ranks()));
        return new Loss(mse_loss(painted(swapped, pass), images), Map.of());
    }

    @Override
    public Optional<Painting> painting(ViewBatch batch, Pass pass) {
        Tensor swapped = swapped(batch.whole(), Chance.ofImages(batch.whole().size(0), pass.ranks()));
        return Optional.of(new Painting(swapped, painted(swapped, pass)));
    }

    /** [N, 1, H, W] float32. */
    private Tensor painted(Tensor swapped, Pass pass) {
        try (Autocast mixed = pass.autocast()) {
            return head.forward(backbone.map(swapped)).to(ScalarType.Float);
        }
    }

    /** A copy in which pairs of squares of the same size, which do not overlap, have changed places. */
    Tensor swapped(Tensor images, List<SplittableRandom> chances) {
        Tensor result = images.clone();
        int side = (int) images.size(2);
        for (int image = 0; image < images.size(0); image++) {
            SplittableRandom random = chances.get(image);
            Tensor one = result.select(0, image);
            for (int i = 0; i < spec.swaps(); i++) {
                double part = spec.minSide() + (spec.maxSide() - spec.minSide()) * random.nextDouble();
                int square = Math.max(1, (int) Math.round(part * side));
                int[] first = place(random, side - square);
                int[] second = place(random, side - square);
                if (Math.max(Math.abs(first[0] - second[0]), Math.abs(first[1] - second[1])) >= square) {
                    Tensor here = square(one, first, square);
                    Tensor there = square(one, second, square);
                    Tensor kept = here.clone();
                    here.copy_(there);
                    there.copy_(kept);
                }
            }
        }
        return result;
    }

    private static int[] place(SplittableRandom random, int last) {
        return new int[] {random.nextInt(last + 1), random.nextInt(last + 1)};
    }

    private static Tensor square(Tensor image, int[] place, int side) {
        return image.narrow(1, place[0], side).narrow(2, place[1], side);
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
