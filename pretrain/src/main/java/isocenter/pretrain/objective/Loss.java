package isocenter.pretrain.objective;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch's loss, ready for its backward pass.
 *
 * @param value scalar, float32
 * @param diagnostics by name, computed without gradients
 */
public record Loss(Tensor value, Map<String, Double> diagnostics) {}
