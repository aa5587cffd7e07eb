package isocenter.pretrain.objective;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/**
 * I-JEPA's multi-block mask (arXiv:2301.08243, section 3; facebookresearch/ijepa, {@code src/masks/multiblock.py}): some
 * target blocks in each image, and a large context block without them. A batch shares the blocks' sizes, and the contexts
 * are cut to the smallest, so that all fit one tensor.
 *
 * @param context [N, C] patch numbers
 * @param targets for each target [N, T] patch numbers
 */
record MultiBlockMask(Tensor context, List<Tensor> targets) {
    private static final double MOST_OBLONG = 1.5;
    private static final int TRIES = 20;

    /** Draws for the batch of all processes, as one would, and keeps those of this one's images. */
    static MultiBlockMask draw(long images, int side, IjepaSpec spec, Pass pass) {
        SplittableRandom random = Chance.drawn();
        int[] target = size(random, side, spec.minTargetArea(), spec.maxTargetArea(), MOST_OBLONG);
        int[] whole = size(random, side, spec.minContextArea(), 1, 1);
        List<List<BitSet>> blocks = new ArrayList<>();
        List<BitSet> contexts = new ArrayList<>();
        int smallest = side * side;
        for (long image = 0; image < images * pass.ranks().size(); image++) {
            BitSet context = new BitSet();
            List<BitSet> own = new ArrayList<>();
            for (int attempt = 0; attempt < TRIES && context.isEmpty(); attempt++) {
                own = new ArrayList<>();
                context = block(random, side, whole);
                for (int i = 0; i < spec.targets(); i++) {
                    BitSet block = block(random, side, target);
                    own.add(block);
                    context.andNot(block);
                }
            }
            if (context.isEmpty()) {
                context.set(0, side * side);
                own.forEach(context::andNot);
            }
            if (context.isEmpty()) {
                throw new IllegalStateException("ijepa's targets cover the whole image: lower ijepa.maxTargetArea");
            }
            blocks.add(own);
            contexts.add(context);
            smallest = Math.min(smallest, context.cardinality());
        }
        int first = pass.ranks().rank() * (int) images;
        List<List<BitSet>> ownBlocks = blocks.subList(first, first + (int) images);
        List<Tensor> targets = new ArrayList<>();
        for (int i = 0; i < spec.targets(); i++) {
            int number = i;
            targets.add(pass.device()
                    .place(numbers(
                            ownBlocks.stream().map(own -> own.get(number)).toList(), target[0] * target[1])));
        }
        List<BitSet> ownContexts = contexts.subList(first, first + (int) images);
        return new MultiBlockMask(pass.device().place(numbers(ownContexts, smallest)), targets);
    }

    /** Height and width in patches of a block whose area and aspect are drawn evenly. */
    private static int[] size(SplittableRandom random, int side, double minArea, double maxArea, double oblong) {
        double area = side * side * (minArea + (maxArea - minArea) * random.nextDouble());
        double aspect = 1 / oblong + (oblong - 1 / oblong) * random.nextDouble();
        int height = (int) Math.round(Math.sqrt(area * aspect));
        int width = (int) Math.round(Math.sqrt(area / aspect));
        return new int[] {Math.max(1, Math.min(side, height)), Math.max(1, Math.min(side, width))};
    }

    private static BitSet block(SplittableRandom random, int side, int[] size) {
        int top = random.nextInt(side - size[0] + 1);
        int left = random.nextInt(side - size[1] + 1);
        BitSet block = new BitSet(side * side);
        for (int row = top; row < top + size[0]; row++) {
            block.set(row * side + left, row * side + left + size[1]);
        }
        return block;
    }

    /** The first {@code count} numbers of each set. */
    private static Tensor numbers(List<BitSet> sets, int count) {
        long[] numbers = new long[sets.size() * count];
        for (int i = 0; i < sets.size(); i++) {
            int[] own = sets.get(i).stream().limit(count).toArray();
            for (int k = 0; k < count; k++) {
                numbers[i * count + k] = own[k];
            }
        }
        return Tensor.create(numbers, sets.size(), count);
    }
}
