package isocenter.pretrain.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * What an objective that paints was shown of images, and what it made of them.
 *
 * @param shown [N, 1, …], hidden parts mean grey
 * @param painted of the same shape: what was shown stays, the rest is the network's
 */
public record Painting(Tensor shown, Tensor painted) {}
