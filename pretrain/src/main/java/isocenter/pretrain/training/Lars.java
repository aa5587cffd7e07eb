package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.ones_like;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * LARS (You et al. 2017, arXiv:1708.03888) as self-supervised training uses it: momentum, and for every matrix or kernel a
 * step in proportion to its own length, u ← g + λ·w, v ← m·v + u·η·|w|/|u|, w ← w − rate·v; biases and norms by plain
 * momentum. Source: facebookresearch/moco-v3, {@code moco/optimizer.py}.
 */
final class Lars implements Optimizer {
    private final double momentum;
    private final double trust;
    private final List<Slot> slots = new ArrayList<>();
    private final Gradients gradients;

    private record Slot(String name, Tensor weight, Tensor velocity, double rateScale, double decay) {}

    /** @param trust η, above 0 */
    Lars(List<ParameterGroup> groups, double momentum, double trust) {
        this.momentum = momentum;
        this.trust = trust;
        for (ParameterGroup group : groups) {
            group.parameters()
                    .forEach((name, weight) -> slots.add(
                            new Slot(name, weight, zeros_like(weight), group.rateScale(), group.weightDecay())));
        }
        gradients = new Gradients(slots.stream().map(Slot::weight).toList());
    }

    @Override
    public double clipGradients(double maxNorm) {
        return gradients.clip(maxNorm);
    }

    @Override
    public void step(double rate, double decayFactor) {
        for (Slot slot : slots) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradient = new NoGradGuard()) {
                if (slot.weight.grad().defined()) {
                    step(slot, rate * slot.rateScale, slot.decay * decayFactor);
                }
            }
        }
        gradients.drop();
    }

    private void step(Slot slot, double rate, double decay) {
        Tensor update = slot.weight.grad();
        if (slot.weight.dim() > 1) {
            update = update.add(slot.weight, new Scalar(decay));
            Tensor weightLength = slot.weight.norm();
            Tensor updateLength = update.norm();
            Tensor ratio = weightLength.div(updateLength).mul(new Scalar(trust));
            Tensor known = weightLength.gt(new Scalar(0.0)).logical_and(updateLength.gt(new Scalar(0.0)));
            update = update.mul(ratio.where(known, ones_like(ratio)));
        }
        slot.velocity.mul_(new Scalar(momentum)).add_(update);
        slot.weight.sub_(slot.velocity, new Scalar(rate));
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        slots.forEach(slot -> state.put("optimizer." + slot.name + ".velocity", slot.velocity));
        return state;
    }
}
