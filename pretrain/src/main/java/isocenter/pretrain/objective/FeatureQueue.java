package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.scalar_tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The last K rows that went in, first in, first out (He et al. 2020, arXiv:1911.05722). At first, random unit vectors. */
final class FeatureQueue extends Module {
    private final Tensor rows;
    private final Tensor added;
    private final long capacity;

    FeatureQueue(long capacity, long width) {
        super("FeatureQueue");
        this.capacity = capacity;
        rows = Rows.unitLength(randn(capacity, width));
        added = scalar_tensor(new Scalar(0)).to(ScalarType.Long);
        register_buffer("rows", rows);
        register_buffer("added", added);
    }

    /** A copy of the rows, [K, D]: later additions do not reach into a graph that uses it. */
    Tensor contents() {
        return rows.clone();
    }

    /** True once all random rows are gone. */
    boolean full() {
        return added.item_long() >= capacity;
    }

    /** Adds M rows, [M, D], in place of the oldest; of more than K the last K count. */
    void add(Tensor newest) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            long count = Math.min(capacity, newest.size(0));
            Tensor taken = newest.narrow(0, newest.size(0) - count, count);
            Tensor places = Rows.numbers(taken).add(added).remainder(new Scalar(capacity));
            rows.index_copy_(0, places, taken);
            added.add_(new Scalar(count));
        }
    }
}
