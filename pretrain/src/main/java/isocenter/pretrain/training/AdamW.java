package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.scalar_tensor;
import static org.bytedeco.pytorch.global.torch.stack;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import isocenter.pretrain.recipe.OptimizerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;

/**
 * AdamW (Loshchilov and Hutter 2019), equal to {@code torch.optim.AdamW(fused=True)}. The moments are ours, because
 * libtorch's C++ optimiser does not expose its state, and a checkpoint must hold them like weights. The arithmetic is
 * libtorch's fused kernel, reached through the dispatcher because the Java binding has no function for it.
 */
public final class AdamW {
    private static final double EPSILON = 1e-8;
    private static final double CLIP_EPSILON = 1e-6;

    private final double beta1;
    private final double beta2;
    private final List<Slot> slots = new ArrayList<>();
    private final OperatorHandle fusedStep;
    private final OperatorHandle norms;
    private final OperatorHandle scale;

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
        norms = Dispatcher.singleton().findSchemaOrThrow("aten::_foreach_norm", "Scalar");
        scale = Dispatcher.singleton().findSchemaOrThrow("aten::_foreach_mul_", "Scalar");
    }

    /** An optimiser as a recipe describes it, for the groups of {@link ParameterGroup#of}. */
    public static AdamW of(OptimizerSpec spec, List<ParameterGroup> groups) {
        return new AdamW(groups, spec.beta1(), spec.beta2());
    }

    /**
     * The Euclidean norm over all gradients; scales them down to {@code maxNorm} where they exceed it.
     *
     * @param maxNorm 0 switches scaling off
     * @return the norm before scaling
     */
    public double clipGradients(double maxNorm) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Batch gradients = new Batch();
            for (Slot slot : slots) {
                Tensor gradient = slot.weight.grad();
                if (gradient.defined()) {
                    gradients.add(gradient);
                }
            }
            IValueVector call = new IValueVector(gradients.value(), new IValue(new Scalar(2.0)), new IValue());
            norms.callBoxed(call);
            double norm =
                    stack(call.get(0).toTensorVector()).norm(new Scalar(2.0)).item_double();
            if (maxNorm > 0 && norm > maxNorm) {
                scale.callBoxed(
                        new IValueVector(gradients.value(), new IValue(new Scalar(maxNorm / (norm + CLIP_EPSILON)))));
            }
            return norm;
        }
    }

    /** Changes the weights by their gradients and drops the gradients. Parameters without a gradient are left alone. */
    public void step(double rate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            int from = 0;
            while (from < slots.size()) {
                int to = from;
                while (to < slots.size() && slots.get(to).alike(slots.get(from))) {
                    to++;
                }
                stepAlike(slots.subList(from, to), rate);
                from = to;
            }
        }
        dropGradients();
    }

    private void stepAlike(List<Slot> alike, double rate) {
        Batch weights = new Batch();
        Batch gradients = new Batch();
        Batch means = new Batch();
        Batch squares = new Batch();
        Batch steps = new Batch();
        Scalar one = new Scalar(1.0);
        for (Slot slot : alike) {
            Tensor gradient = slot.weight.grad();
            if (gradient.defined()) {
                slot.steps.add_(one);
                weights.add(slot.weight);
                gradients.add(gradient);
                means.add(slot.mean);
                squares.add(slot.square);
                steps.add(slot.steps);
            }
        }
        Slot first = alike.get(0);
        fusedStep.callBoxed(new IValueVector(
                weights.value(),
                gradients.value(),
                means.value(),
                squares.value(),
                new Batch().value(),
                steps.value(),
                new IValue(rate * first.rateScale),
                new IValue(beta1),
                new IValue(beta2),
                new IValue(first.decay),
                new IValue(EPSILON),
                new IValue(false),
                new IValue(false),
                new IValue(),
                new IValue()));
    }

    /** Forgets all gradients, so that the next backward pass starts afresh without zeroing memory. */
    public void dropGradients() {
        for (Slot slot : slots) {
            try (PointerScope scope = new PointerScope()) {
                Tensor gradient = slot.weight.mutable_grad();
                if (gradient.defined()) {
                    gradient.reset();
                }
            }
        }
    }

    /** Moments and step counts by name: what a checkpoint holds besides the weights. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (Slot slot : slots) {
            state.put("optimizer." + slot.name + ".mean", slot.mean);
            state.put("optimizer." + slot.name + ".square", slot.square);
            state.put("optimizer." + slot.name + ".steps", slot.steps);
        }
        return state;
    }

    /** A list of tensors for a boxed call: there is no {@code IValue(TensorVector)}; it would wrap a mere pointer. */
    private static final class Batch {
        private final GenericList list = new GenericList(new TensorList().elementType());

        void add(Tensor tensor) {
            list.push_back(new IValue(tensor));
        }

        IValue value() {
            return new IValue(list);
        }
    }
}
