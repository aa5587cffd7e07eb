package isocenter.pretrain.objective;

import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.tensor.Autocast;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Precision;
import org.bytedeco.pytorch.Tensor;

/**
 * Where and how a batch goes through the networks.
 *
 * @param progress part of the run's steps that are done, [0, 1)
 * @param precision of the networks; losses are always computed in float32
 * @param ranks the processes that share the batch
 */
public record Pass(double progress, Device device, Precision precision, Ranks ranks) {
    /** Where one process has the whole batch. */
    public Pass(double progress, Device device, Precision precision) {
        this(progress, device, precision, Ranks.alone());
    }

    /** See {@link Ranks#gathered}. */
    Tensor gathered(Tensor rows, long groups) {
        return ranks.gathered(rows, groups);
    }

    /** Opens mixed precision for the networks. */
    public Autocast autocast() {
        return device.autocast(precision);
    }
}
