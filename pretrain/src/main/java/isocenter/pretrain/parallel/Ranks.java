package isocenter.pretrain.parallel;

import isocenter.pretrain.tensor.Device;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The processes that train one network together. Each has its own part of every batch; all hold the same weights. Every
 * rank must call the same methods in the same order.
 *
 * <p>All methods throw {@link RankLost} when another rank has died or does not answer in time.
 */
public interface Ranks extends AutoCloseable {
    /** This process's number, 0 to size − 1. */
    int rank();

    /** How many there are. */
    int size();

    /** How many of them are on this machine: they share its processors. */
    int here();

    /** True for the rank that writes files and tells listeners. */
    default boolean first() {
        return rank() == 0;
    }

    /** Replaces each tensor by its mean over the ranks. Floating-point, any device. */
    void average(List<Tensor> tensors);

    /** Replaces each tensor by rank 0's. */
    void broadcast(List<Tensor> tensors);

    /** Rank 0's bytes; what the others bring is passed over. */
    byte[] broadcast(byte[] message);

    /** True where any rank says so. */
    boolean any(boolean here);

    /**
     * The rows of all ranks as one process would have them: [groups·n, …] → [groups·size·n, …], each group with rank 0's
     * rows first. The gradient reaches the rows of every rank: a rank's loss may be any function of all of them, and the mean
     * of the gradients over the ranks is the gradient of the mean of the losses.
     *
     * @param groups equal parts that the rows consist of: the views of a batch, say
     */
    Tensor gathered(Tensor rows, long groups);

    /** {@code loss.backward()}; what {@link #gathered} needs of the other ranks is asked for meanwhile. */
    void backward(Tensor loss);

    /** Leaves. The others may go on only where they need this rank no more. */
    @Override
    void close();

    /** The only process: nothing is exchanged. */
    static Ranks alone() {
        return Alone.INSTANCE;
    }

    /**
     * Joins the others as the variables say that torchrun and Kubeflow's training operator set: RANK, WORLD_SIZE,
     * MASTER_ADDR, MASTER_PORT. Waits for all of them. Without WORLD_SIZE, or where it is 1, this process is alone.
     *
     * @param device where the tensors are that will be exchanged; {@link Rendezvous#device} of the same variables
     * @throws IllegalArgumentException for variables that make no sense
     * @throws RankLost when the others do not come in time
     */
    static Ranks join(Map<String, String> environment, Device device) {
        Rendezvous rendezvous = Rendezvous.of(environment);
        return rendezvous.size() == 1 ? alone() : JoinedRanks.join(rendezvous, device);
    }
}
