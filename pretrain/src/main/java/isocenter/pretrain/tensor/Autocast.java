package isocenter.pretrain.tensor;

import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * While open, matrix products and convolutions on this thread run in the given precision. Covers the networks only: it
 * is closed before the loss and before backward, which follows the precision that forward used.
 *
 * <p>On the processor, attention in bfloat16 goes by plain matrix products: libtorch's fused kernel multiplies by itself
 * there, a number at a time, in a build without MKL of its own (42 % of a MAE step), while oneDNN has instructions for
 * it. Scores and weights of attention are then bfloat16 too. That choice holds for the process, which trains one network.
 */
public final class Autocast implements AutoCloseable {
    private final DeviceType device;
    private final boolean on;

    Autocast(DeviceType device, Precision precision) {
        this.device = device;
        this.on = precision != Precision.FP32;
        if (on) {
            set_autocast_dtype(device, precision.scalarType());
            set_autocast_enabled(device, true);
            fuseAttentionOnProcessor(false);
        }
    }

    @Override
    public void close() {
        if (on) {
            set_autocast_enabled(device, false);
            fuseAttentionOnProcessor(true);
            // the cache holds the weights' rounded copies: stale after the optimiser's step
            clear_cache();
        }
    }

    private void fuseAttentionOnProcessor(boolean fused) {
        if (device == DeviceType.CPU) {
            globalContext().setSDPUseFlash(fused);
            globalContext().setAllowFP16BF16ReductionMathSDP(!fused);
        }
    }
}
