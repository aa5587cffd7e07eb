package isocenter.pretrain.parallel;

import static org.bytedeco.pytorch.global.torch.rand;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * This process's part of the batch that goes through the networks. A setting of the pass and not of the network, like
 * autocast: layers that look at a whole batch ask for the share that is open on their thread, and find themselves alone
 * where none is.
 */
public final class Share implements AutoCloseable {
    private static final ThreadLocal<Share> OPEN = new ThreadLocal<>();

    private final Ranks ranks;
    private final long images;
    private final @Nullable Share outer;

    private Share(Ranks ranks, long images, @Nullable Share outer) {
        this.ranks = ranks;
        this.images = images;
        this.outer = outer;
    }

    /**
     * Opens a share until it is closed, on this thread.
     *
     * @param images of the batch that this process has
     */
    public static Share open(Ranks ranks, long images) {
        Share share = new Share(ranks, images, OPEN.get());
        OPEN.set(share);
        return share;
    }

    /** Who the batch is shared with. */
    public static Ranks ranks() {
        Share share = OPEN.get();
        return share == null ? Ranks.alone() : share.ranks;
    }

    /**
     * Numbers drawn evenly from [0, 1) by libtorch's default CPU generator for rows of this process, [rows, width]: every rank
     * draws those of the whole batch and takes its own, so that they are those that one process would draw, and the generator
     * stays in step on all ranks.
     *
     * @param rows a multiple of the images here, view after view
     */
    public static Tensor even(long rows, long width) {
        Share share = OPEN.get();
        if (share == null || share.ranks.size() == 1) {
            return rand(rows, width);
        }
        int size = share.ranks.size();
        return rand(rows * size, width)
                .unflatten(0, new long[] {rows / share.images, size, share.images})
                .select(1, share.ranks.rank())
                .flatten(0, 1);
    }

    @Override
    public void close() {
        if (outer == null) {
            OPEN.remove();
        } else {
            OPEN.set(outer);
        }
    }
}
