package isocenter.pretrain.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Frees, when closed, every native object made on this thread since it was opened. One per training step keeps memory
 * flat; models, optimisers and buffers that outlive a step are made outside.
 */
public final class StepScope implements AutoCloseable {
    private final PointerScope scope = new PointerScope();

    /** Opened by {@link Device#openStep()}, or directly where the device does not matter. */
    public StepScope() {}

    /**
     * Runs a piece of a network and frees all its temporaries but the result, so that memory is given back as early as
     * when libtorch is driven from C++.
     *
     * @return the result, owned by the enclosing scope if there is one, else by the garbage collector
     */
    public static Tensor keepingResult(Supplier<Tensor> body) {
        PointerScope outer = PointerScope.getInnerScope();
        Tensor result;
        try (PointerScope inner = new PointerScope()) {
            // an in-place operation answers with a bare reference to its argument's handle, which this scope frees
            result = new Tensor(body.get());
            result.retainReference();
        }
        if (outer != null) {
            outer.attach(result);
            result.releaseReference();
        }
        return result;
    }

    @Override
    public void close() {
        scope.close();
    }
}
