package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.getDefaultCPUGenerator;

import isocenter.pretrain.tensor.Autocast;
import isocenter.pretrain.tensor.StepScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.jspecify.annotations.Nullable;

/**
 * Blocks whose inner values are thrown away in the forward pass and computed again in the backward pass (Chen et al. 2016,
 * arXiv:1604.06174): a block's memory for a second forward pass. Open on a thread for one step, like a {@link
 * isocenter.pretrain.parallel.Share}; blocks that find none open keep what they compute.
 *
 * <p>libtorch's automatic differentiation sees each block's output as a leaf. Once it has gone back to the last of them,
 * {@link #backward} goes on from block to block, in the opposite order of the forward pass, with the generator as it was.
 */
public final class Recomputation implements AutoCloseable {
    private static final ThreadLocal<@Nullable Recomputation> OPEN = new ThreadLocal<>();

    private final Supplier<Autocast> precision;
    private final Deque<Piece> pieces = new ArrayDeque<>();

    /** @param generator libtorch's state before the block */
    private record Piece(UnaryOperator<Tensor> block, Tensor input, Tensor output, Tensor generator) {}

    private Recomputation(Supplier<Autocast> precision) {
        this.precision = precision;
    }

    /**
     * Opens it until it is closed, on this thread, within the scope of a step.
     *
     * @param precision opens that of the forward pass again
     */
    public static Recomputation open(Supplier<Autocast> precision) {
        Recomputation opened = new Recomputation(precision);
        OPEN.set(opened);
        return opened;
    }

    /** The block's answer, whose inner values are kept only where no recomputation is open. */
    static Tensor through(UnaryOperator<Tensor> block, Tensor input) {
        Recomputation open = OPEN.get();
        return open == null || !GradMode.is_enabled() ? block.apply(input) : open.remember(block, input);
    }

    private Tensor remember(UnaryOperator<Tensor> block, Tensor input) {
        Tensor generator = getDefaultCPUGenerator().get_state();
        Tensor output;
        try (NoGradGuard noGradient = new NoGradGuard()) {
            output = block.apply(input).detach();
        }
        output.set_requires_grad(true);
        pieces.push(new Piece(block, input, output, generator));
        return output;
    }

    /** Goes on where the loss's own backward pass ended. */
    public void backward() {
        OPEN.remove();
        Tensor generator = getDefaultCPUGenerator().get_state();
        while (!pieces.isEmpty()) {
            Piece piece = pieces.pop();
            Tensor gradient = piece.output.grad();
            if (gradient.defined()) {
                backward(piece, gradient);
            }
        }
        getDefaultCPUGenerator().set_state(generator);
    }

    private void backward(Piece piece, Tensor gradient) {
        try (StepScope scope = new StepScope()) {
            getDefaultCPUGenerator().set_state(piece.generator);
            Tensor again;
            try (Autocast mixed = precision.get()) {
                again = piece.block.apply(piece.input);
            }
            again.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
            // a leaf's gradient belongs to its tensor, not to this scope
            piece.output.mutable_grad().reset();
        }
    }

    @Override
    public void close() {
        OPEN.remove();
    }
}
