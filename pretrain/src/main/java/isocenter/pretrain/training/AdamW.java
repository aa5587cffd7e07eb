package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.scalar_tensor;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * AdamW (Loshchilov and Hutter 2019), equal to {@code torch.optim.AdamW(fused=True)}. The moments are ours, because
 * libtorch's C++ optimiser does not expose its state, and a checkpoint must hold them like weights. The arithmetic is
 * libtorch's fused kernel, reached through the dispatcher because the Java binding has no function for it.
 */
public final class AdamW implements Optimizer {
    private static final double EPSILON = 1e-8;

    private final double beta1;
    private final double beta2;
    private final List<Slot> slots = new ArrayList<>();
    private final OperatorHandle fusedStep;
    private final Gradients gradients;

    /** What the optimiser keeps for one parameter. */
    private record Slot(
            String name, Tensor weight, Tensor mean, Tensor square, Tensor steps, double rateScale, double decay) {
        boolean alike(Slot other) {
            return rateScale == other.rateScale && decay == other.decay;
        }
    }

    /** An optimiser for the groups, after their tensors were moved to their device. Made outside any step scope. */
    public AdamW(List<ParameterGroup> groups, double beta1, double beta2) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        for (ParameterGroup group : groups) {
            group.parameters()
                    .forEach((name, weight) -> slots.add(new Slot(
                            name,
                            weight,
                            zeros_like(weight),
                            zeros_like(weight),
                            scalar_tensor(new Scalar(0.0f)).to(weight.device(), weight.scalar_type()),
                            group.rateScale(),
                            group.weightDecay())));
        }
        fusedStep = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
        gradients = new Gradients(slots.stream().map(Slot::weight).toList());
    }

    @Override
    public double clipGradients(double maxNorm) {
        return gradients.clip(maxNorm);
    }

    @Override
    public void step(double rate, double decayFactor) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            int from = 0;
            while (from < slots.size()) {
                int to = from;
                while (to < slots.size() && slots.get(to).alike(slots.get(from))) {
                    to++;
                }
                stepAlike(slots.subList(from, to), rate, decayFactor);
                from = to;
            }
        }
        gradients.drop();
    }

    private void stepAlike(List<Slot> alike, double rate, double decayFactor) {
        TensorBatch weights = new TensorBatch();
        TensorBatch slopes = new TensorBatch();
        TensorBatch means = new TensorBatch();
        TensorBatch squares = new TensorBatch();
        TensorBatch steps = new TensorBatch();
        Scalar one = new Scalar(1.0);
        for (Slot slot : alike) {
            Tensor gradient = slot.weight.grad();
            if (gradient.defined()) {
                slot.steps.add_(one);
                weights.add(slot.weight);
                slopes.add(gradient);
                means.add(slot.mean);
                squares.add(slot.square);
                steps.add(slot.steps);
            }
        }
        Slot first = alike.get(0);
        fusedStep.callBoxed(new IValueVector(
                weights.value(),
                slopes.value(),
                means.value(),
                squares.value(),
                new TensorBatch().value(),
                steps.value(),
                new IValue(rate * first.rateScale),
                new IValue(beta1),
                new IValue(beta2),
                new IValue(first.decay * decayFactor),
                new IValue(EPSILON),
                new IValue(false),
                new IValue(false),
                new IValue(),
                new IValue()));
    }

    /** Moments and step counts. */
    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (Slot slot : slots) {
            state.put("optimizer." + slot.name + ".mean", slot.mean);
            state.put("optimizer." + slot.name + ".square", slot.square);
            state.put("optimizer." + slot.name + ".steps", slot.steps);
        }
        return state;
    }
}
