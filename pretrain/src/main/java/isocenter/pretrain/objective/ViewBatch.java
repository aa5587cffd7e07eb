package isocenter.pretrain.objective;

import static org.bytedeco.pytorch.global.torch.cat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/**
 * What the networks see of N images.
 *
 * @param whole [views·N, 1, H, W] float32 in [0, 1]: the first view of every image, then the second
 * @param views whole views of each image
 * @param local [locals·N, 1, h, h] local crops in the same order; null where there are none
 * @param locals local crops of each image
 */
public record ViewBatch(Tensor whole, int views, @Nullable Tensor local, int locals) {
    /** Whole views alone. */
    public static ViewBatch of(Tensor whole, int views) {
        return new ViewBatch(whole, views, null, 0);
    }

    /** N. */
    public long images() {
        return whole.size(0) / views;
    }

    /** One whole view of every image, [N, 1, H, W]. */
    Tensor view(int index) {
        return whole.narrow(0, index * images(), images());
    }

    /** The same views of every {@code parts}-th of the images, counted from 0. */
    public ViewBatch part(int index, int parts) {
        if (parts == 1) {
            return this;
        }
        Tensor piece = local == null ? null : part(local, locals, index, parts);
        return new ViewBatch(part(whole, views, index, parts), views, piece, locals);
    }

    private Tensor part(Tensor stacked, int count, int index, int parts) {
        long size = images() / parts;
        TensorVector pieces = new TensorVector();
        for (int view = 0; view < count; view++) {
            pieces.push_back(stacked.narrow(0, view * images() + index * size, size));
        }
        return cat(pieces, 0);
    }
}
