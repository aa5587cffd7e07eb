package isocenter.pretrain.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.manual_seed;

import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Precision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Masks and puzzles: counts, shapes and chance, worked out by hand. */
class MasksTest {
    private static final int SIDE = 12;
    private static final Pass PASS = new Pass(0, Device.cpu(), Precision.FP32);

    @Test
    void blocksHideTheSameNumberInEveryImageAndAreBlocks() {
        manual_seed(3);
        Tensor hidden = BlockwiseMask.draw(200, SIDE, 0.6, PASS);
        assertThat(hidden.sizes().vec().get()).containsExactly(200, SIDE * SIDE);
        Tensor counts = hidden.sum(1);
        assertThat(counts.min().item_double()).isEqualTo(86);
        assertThat(counts.max().item_double()).isEqualTo(86);
        // a hidden patch's right neighbour is hidden far more often than by chance (0.6)
        Tensor grid = hidden.reshape(200, SIDE, SIDE);
        Tensor left = grid.narrow(2, 0, SIDE - 1);
        Tensor right = grid.narrow(2, 1, SIDE - 1);
        double together = left.mul(right).sum().item_double() / left.sum().item_double();
        assertThat(together).isGreaterThan(0.75);
        // each place has its turn, a corner least often since fewest blocks reach it
        assertThat(hidden.mean(0).min().item_double()).isGreaterThan(0.03);
        assertThat(hidden.mean(0).max().item_double()).isLessThan(0.99);
    }

    @Test
    void targetsAreRectanglesThatTheContextDoesNotHold() {
        manual_seed(4);
        IjepaSpec spec = new IjepaSpec(4, 0.15, 0.2, 0.85, 0.996, 32, 1, 2);
        for (int draw = 0; draw < 20; draw++) {
            MultiBlockMask mask = MultiBlockMask.draw(16, SIDE, spec, PASS);
            assertThat(mask.targets()).hasSize(4);
            for (int image = 0; image < 16; image++) {
                Set<Long> context = new HashSet<>(row(mask.context(), image));
                assertThat(context).hasSize((int) mask.context().size(1)).isNotEmpty();
                for (Tensor target : mask.targets()) {
                    List<Long> block = row(target, image);
                    assertThat(block.size() / (double) (SIDE * SIDE)).isBetween(0.11, 0.25);
                    assertThat(block).doesNotContainAnyElementsOf(context);
                    long top = block.get(0) / SIDE;
                    long left = block.get(0) % SIDE;
                    long bottom = block.get(block.size() - 1) / SIDE;
                    long right = block.get(block.size() - 1) % SIDE;
                    assertThat(block).hasSize((int) ((bottom - top + 1) * (right - left + 1)));
                }
            }
        }
    }

    @Test
    void swappedSquaresKeepEveryGreyValue() {
        manual_seed(5);
        Tensor images = torch.rand(3, 1, 32, 32);
        ContextRestoration task = (ContextRestoration) new ContextRestorationSpec(10, 0.1, 0.3)
                .create(new isocenter.pretrain.recipe.BackboneSpec("vit-tiny", 8, 32));
        Tensor swapped = task.swapped(images, Chance.ofImages(3, PASS.ranks()));
        for (int image = 0; image < 3; image++) {
            Tensor before = images.select(0, image).flatten();
            Tensor after = swapped.select(0, image).flatten();
            assertThat(sorted(after)).isEqualTo(sorted(before));
            double moved = before.ne(after).to(torch.ScalarType.Float).mean().item_double();
            assertThat(moved).isBetween(0.1, 0.95);
        }
    }

    @Test
    void ordersAreFarFromEachOther() {
        List<int[]> orders = Permutations.of(9, 100);
        assertThat(orders).hasSize(100);
        int least = 9;
        for (int i = 0; i < orders.size(); i++) {
            assertThat(orders.get(i)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
            for (int j = 0; j < i; j++) {
                int differing = 0;
                for (int place = 0; place < 9; place++) {
                    differing += orders.get(i)[place] == orders.get(j)[place] ? 0 : 1;
                }
                least = Math.min(least, differing);
            }
        }
        // random orders come as near as two; a hundred of 362,880 can all differ in most places
        assertThat(least).isGreaterThanOrEqualTo(6);
        assertThat(Permutations.of(9, 100).get(57)).isEqualTo(orders.get(57));
    }

    @Test
    void aFollowerTakesItsShareAndNoGradient() {
        var leader = new PlainHead(3, 4, 2);
        var follower = new PlainHead(3, 4, 2);
        MovingAverage average = new MovingAverage(leader, follower);
        Tensor mine = follower.named_parameters().get("hidden.weight");
        Tensor other = leader.named_parameters().get("hidden.weight");
        assertThat(mine.requires_grad()).isFalse();
        assertThat(mine.sub(other).abs().max().item_double()).isZero();
        double before = mine.sum().item_double();
        try (var noGradient = new org.bytedeco.pytorch.NoGradGuard()) {
            other.add_(new org.bytedeco.pytorch.Scalar(1.0));
        }
        average.follow(0.75);
        // twelve weights, each a quarter of the way to one more
        assertThat(mine.sum().item_double()).isCloseTo(before + 12 * 0.25, within(1e-5));
    }

    private static List<Long> row(Tensor numbers, int image) {
        List<Long> row = new ArrayList<>();
        for (long i = 0; i < numbers.size(1); i++) {
            row.add(numbers.select(0, image).select(0, i).item_long());
        }
        return row;
    }

    private static List<Double> sorted(Tensor values) {
        List<Double> list = new ArrayList<>();
        for (long i = 0; i < values.numel(); i++) {
            list.add(values.select(0, i).item_double());
        }
        list.sort(null);
        return list;
    }
}
