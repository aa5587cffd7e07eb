package isocenter.pretrain.objective;

import isocenter.pretrain.tensor.Autocast;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Precision;

/**
 * Where and how a batch goes through the networks.
 *
 * @param progress part of the run's steps that are done, [0, 1)
 * @param precision of the networks; losses are always computed in float32
 */
public record Pass(double progress, Device device, Precision precision) {
    /** Opens mixed precision for the networks. */
    Autocast autocast() {
        return device.autocast(precision);
    }
}
