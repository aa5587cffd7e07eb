package isocenter.pretrain.training;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.objective.Objective;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters that the optimiser treats alike.
 *
 * @param parameters by name
 * @param rateScale multiplies the schedule's rate, as layer-wise decay needs
 * @param weightDecay decoupled decay
 */
public record ParameterGroup(Map<String, Tensor> parameters, double rateScale, double weightDecay) {
    private static final Pattern UNDECAYED = Pattern.compile("(^|.*\\.)(cls_token|mask_token|pos_embed)");

    /** Trainable parameters of a module in two groups: matrices and kernels with decay, everything else without. */
    public static List<ParameterGroup> of(Module module, double weightDecay) {
        return of(module, weightDecay, name -> 1);
    }

    /**
     * The same, with a rate for each parameter.
     *
     * @param rateScale from a parameter's name to its factor
     */
    public static List<ParameterGroup> of(Module module, double weightDecay, ToDoubleFunction<String> rateScale) {
        Map<List<Double>, Map<String, Tensor>> groups = new LinkedHashMap<>();
        NamedTensors.parameters(module).forEach((name, tensor) -> {
            if (tensor.requires_grad()) {
                double decay = decays(name, tensor) ? weightDecay : 0;
                groups.computeIfAbsent(List.of(rateScale.applyAsDouble(name), decay), key -> new LinkedHashMap<>())
                        .put(name, tensor);
            }
        });
        List<ParameterGroup> result = new ArrayList<>();
        groups.forEach((key, tensors) -> result.add(new ParameterGroup(tensors, key.get(0), key.get(1))));
        return result;
    }

    /** Those of an objective: its heads at the full rate, its encoder with {@link OptimizerSpec#layerDecay}. */
    static List<ParameterGroup> of(Objective objective, OptimizerSpec spec) {
        Double decay = spec.layerDecay();
        if (decay == null) {
            return of(objective.module(), spec.weightDecay());
        }
        Backbone encoder = objective.student();
        Map<Long, Double> rates = new HashMap<>();
        encoder.weights()
                .forEach((name, weight) ->
                        rates.put(identity(weight), Math.pow(decay, encoder.depth() - encoder.depthOf(name))));
        Map<String, Tensor> all = NamedTensors.parameters(objective.module());
        return of(
                objective.module(),
                spec.weightDecay(),
                name -> rates.getOrDefault(identity(Objects.requireNonNull(all.get(name))), 1.0));
    }

    /** The same for all handles of one tensor. */
    private static long identity(Tensor tensor) {
        return tensor.unsafeGetTensorImpl().address();
    }

    /** False for biases, norms and anything else of one axis, and for tokens and positions. */
    static boolean decays(String name, Tensor tensor) {
        return tensor.dim() > 1 && !UNDECAYED.matcher(name).matches();
    }
}
