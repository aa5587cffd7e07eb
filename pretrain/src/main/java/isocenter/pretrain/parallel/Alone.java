package isocenter.pretrain.parallel;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** One process: every exchange is with itself. */
final class Alone implements Ranks {
    static final Ranks INSTANCE = new Alone();

    private Alone() {}

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int here() {
        return 1;
    }

    @Override
    public void average(List<Tensor> tensors) {}

    @Override
    public void broadcast(List<Tensor> tensors) {}

    @Override
    public byte[] broadcast(byte[] message) {
        return message;
    }

    @Override
    public boolean any(boolean here) {
        return here;
    }

    @Override
    public Tensor gathered(Tensor rows, long groups) {
        return rows;
    }

    @Override
    public void backward(Tensor loss) {
        loss.backward();
    }

    @Override
    public void close() {}
}
