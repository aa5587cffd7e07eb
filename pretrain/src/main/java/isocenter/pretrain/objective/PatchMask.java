package isocenter.pretrain.objective;

import isocenter.pretrain.parallel.Share;
import isocenter.pretrain.tensor.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Which patches each image of a batch shows and hides, drawn evenly without replacement.
 *
 * @param kept [N, K] numbers of the visible patches, in random order
 * @param restore [N, L] for each patch its place in "visible first, then hidden"
 * @param hidden [N, L] float32, 1 where hidden, 0 where visible
 */
record PatchMask(Tensor kept, Tensor restore, Tensor hidden) {
    /**
     * Draws a mask with libtorch's default CPU generator, whatever the device: one generator's state then holds all of a
     * run's chance.
     *
     * @param ratio part of the L patches to hide; ⌊L·(1−ratio)⌋ stay visible
     */
    static PatchMask draw(long images, long patches, double ratio, Device device) {
        long visible = Math.max(1, (long) Math.floor(patches * (1 - ratio) + 1e-9));
        Tensor order = device.place(Share.even(images, patches)).argsort(1, false);
        Tensor restore = order.argsort(1, false);
        Tensor hidden = restore.ge(new Scalar(visible)).to(ScalarType.Float);
        return new PatchMask(order.narrow(1, 0, visible), restore, hidden);
    }
}
