package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.randint;

import java.util.SplittableRandom;
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
}
