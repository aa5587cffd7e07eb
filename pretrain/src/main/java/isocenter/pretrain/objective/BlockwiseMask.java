package isocenter.pretrain.objective;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/**
 * BEiT's mask (Bao et al. 2022, arXiv:2106.08254, algorithm 1): oblong blocks are hidden until enough patches are; of the
 * last block only as many as are missing, so that every image hides the same number.
 */
final class BlockwiseMask {
    private static final double MOST_OBLONG = 1 / 0.3;
    private static final double SMALLEST_BLOCK = 0.08;

    private BlockwiseMask() {}

    /**
     * @param ratio part of the patches to hide, rounded to whole patches
     * @return [N, side²] float32, 1 where hidden
     */
    static Tensor draw(long images, int side, double ratio, Pass pass) {
        List<SplittableRandom> chances = Chance.ofImages(images, pass.ranks());
        int patches = side * side;
        int wanted = (int) Math.max(1, Math.round(patches * ratio));
        float[] hidden = new float[(int) images * patches];
        for (int image = 0; image < images; image++) {
            int from = image * patches;
            one(chances.get(image), side, wanted).stream().forEach(patch -> hidden[from + patch] = 1);
        }
        return pass.device().place(Tensor.create(hidden, images, patches));
    }

    private static BitSet one(SplittableRandom random, int side, int wanted) {
        BitSet hidden = new BitSet(side * side);
        double least = Math.max(1, SMALLEST_BLOCK * side * side);
        while (hidden.cardinality() < wanted) {
            double area = least + Math.max(0, wanted - hidden.cardinality() - least) * random.nextDouble();
            double aspect = Math.exp((2 * random.nextDouble() - 1) * Math.log(MOST_OBLONG));
            int height = Math.max(1, Math.min(side, (int) Math.round(Math.sqrt(area * aspect))));
            int width = Math.max(1, Math.min(side, (int) Math.round(Math.sqrt(area / aspect))));
            int top = random.nextInt(side - height + 1);
            int left = random.nextInt(side - width + 1);
            for (int row = top; row < top + height; row++) {
                for (int column = left; column < left + width && hidden.cardinality() < wanted; column++) {
                    hidden.set(row * side + column);
                }
            }
        }
        return hidden;
    }
}
