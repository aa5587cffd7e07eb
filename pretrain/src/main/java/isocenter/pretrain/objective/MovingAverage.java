package isocenter.pretrain.objective;

import isocenter.pretrain.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A network that follows another one: ξ ← m·ξ + (1 − m)·θ after each step (He et al. 2020, MoCo; "mean teacher"). Running
 * statistics of batch norm are the follower's own.
 */
final class MovingAverage {
    private final List<Tensor> leaders = new ArrayList<>();
    private final List<Tensor> followers = new ArrayList<>();

    /** Makes {@code follower} equal to {@code leader} and closes it to gradients. Both have the same layout. */
    MovingAverage(Module leader, Module follower) {
        Map<String, Tensor> copied = NamedTensors.state(follower);
        Map<String, Tensor> trainable = NamedTensors.parameters(follower);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            NamedTensors.state(leader).forEach((name, value) -> {
                Tensor copy = Objects.requireNonNull(copied.get(name));
                copy.copy_(value);
                if (trainable.containsKey(name)) {
                    copy.set_requires_grad(false);
                    leaders.add(value);
                    followers.add(copy);
                }
            });
        }
    }

    /** @param momentum m, [0, 1] */
    void follow(double momentum) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard();
                Scalar share = new Scalar(1 - momentum)) {
            for (int i = 0; i < leaders.size(); i++) {
                followers.get(i).lerp_(leaders.get(i), share);
            }
        }
    }

    /** From {@code base} to 1 by half a cosine: 1 − (1 − base)·(cos(π·progress) + 1)/2 (BYOL, arXiv:2006.07733). */
    static double cosine(double base, double progress) {
        return 1 - (1 - base) * (Math.cos(Math.PI * progress) + 1) / 2;
    }

    /** From {@code base} to 1 in a straight line (I-JEPA, arXiv:2301.08243). */
    static double linear(double base, double progress) {
        return 1 - (1 - base) * (1 - progress);
    }
}
