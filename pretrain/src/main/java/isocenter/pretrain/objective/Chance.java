package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.randint;

import isocenter.pretrain.parallel.Ranks;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/** Chance for what is easier drawn in Java than with tensors. */
final class Chance {
    private Chance() {}

    /** Seeded by libtorch's default CPU generator, whose state a checkpoint holds. */
    static SplittableRandom drawn() {
        try (PointerScope scope = new PointerScope()) {
            return new SplittableRandom(randint(Long.MAX_VALUE, new long[] {1}).item_long());
        }
    }

    /** One for each image of this process, the same that it would have if one process had the whole batch. */
    static List<SplittableRandom> ofImages(long images, Ranks ranks) {
        SplittableRandom batch = drawn();
        List<SplittableRandom> all = Stream.generate(batch::split)
                .limit(images * (ranks.rank() + 1L))
                .toList();
        return all.subList(all.size() - (int) images, all.size());
    }
}
