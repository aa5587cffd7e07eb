package isocenter.pretrain.parallel;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.empty;

import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Several processes, by c10d's collectives. */
final class JoinedRanks implements Ranks {
    /** Values of one all-reduce, 16 MB as float32: large enough to fill a network, small enough to stay in memory twice. */
    private static final long BUCKET = 4L << 20;

    private final Rendezvous place;
    private final Device device;
    private final GroupOfProcesses group;
    private final Milliseconds timeout = new Milliseconds(Rendezvous.timeout().toMillis());
    private final SumOfGradients sumOfGradients = new SumOfGradients();
    private volatile @Nullable RankLost lostInBackward;

    private JoinedRanks(Rendezvous place, Device device, GroupOfProcesses group) {
        this.place = place;
        this.device = device;
        this.group = group;
    }

    static Ranks join(Rendezvous place, Device device) {
        Libtorch.start();
        try {
            JoinedRanks ranks = new JoinedRanks(place, device, GroupOfProcesses.of(place, device));
            // connections are made by the first exchange: a rank that never came is found here
            ranks.any(false);
            return ranks;
        } catch (RankLost e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RankLost(place.rank(), place.size(), "start", e);
        }
    }

    /**
     * What was said of a gathered tensor on each rank, added up: libtorch's own sum over ranks, inside its backward pass. One
     * for all tensors and without state, since the graph holds no Java object alive.
     */
    private final class SumOfGradients extends TensorTensorHook {
        @Override
        public TensorBase call(TensorBase gradient) {
            Tensor sum = new Tensor(gradient).clone().contiguous();
            try {
                sum(sum, "backward pass");
            } catch (RankLost e) {
                // C++ carries only the message of an exception on to the caller of the backward pass
                lostInBackward = e;
                throw e;
            }
            return sum;
        }
    }

    @Override
    public int rank() {
        return place.rank();
    }

    @Override
    public int size() {
        return place.size();
    }

    @Override
    public int here() {
        return place.localSize();
    }

    @Override
    public void average(List<Tensor> tensors) {
        List<Tensor> bucket = new ArrayList<>();
        long values = 0;
        for (Tensor tensor : tensors) {
            if (values > 0
                    && (values + tensor.numel() > BUCKET
                            || tensor.scalar_type() != bucket.get(0).scalar_type())) {
                averageTogether(bucket);
                bucket.clear();
                values = 0;
            }
            bucket.add(tensor);
            values += tensor.numel();
        }
        if (!bucket.isEmpty()) {
            averageTogether(bucket);
        }
    }

    private void averageTogether(List<Tensor> tensors) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            TensorVector flat = new TensorVector();
            tensors.forEach(tensor -> flat.push_back(tensor.reshape(-1)));
            Tensor joined = device.place(cat(flat, 0));
            sum(joined, "all-reduce");
            joined.div_(new Scalar((double) size()));
            long at = 0;
            for (Tensor tensor : tensors) {
                tensor.copy_(joined.narrow(0, at, tensor.numel()).view_as(tensor));
                at += tensor.numel();
            }
        }
    }

    @Override
    public void broadcast(List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradient = new NoGradGuard()) {
                Tensor sent = device.place(tensor.detach().contiguous());
                finish("broadcast", () -> group.backend().broadcast(new TensorVector(sent)));
                tensor.copy_(sent);
            }
        }
    }

    @Override
    public byte[] broadcast(byte[] message) {
        try (PointerScope scope = new PointerScope()) {
            Tensor length = Tensor.create(new long[] {message.length}, 1);
            broadcast(List.of(length));
            Tensor bytes = empty(
                    new long[] {length.item_long()}, new TensorOptions(ScalarType.Byte), new MemoryFormatOptional());
            BytePointer memory = new BytePointer(bytes.data_ptr()).capacity(length.item_long());
            if (first()) {
                memory.put(message);
            }
            broadcast(List.of(bytes));
            byte[] received = new byte[(int) length.item_long()];
            memory.get(received);
            return received;
        }
    }

    @Override
    public boolean any(boolean here) {
        try (PointerScope scope = new PointerScope()) {
            Tensor votes = device.place(Tensor.create(new long[] {here ? 1 : 0}, 1));
            sum(votes, "vote");
            return votes.item_long() > 0;
        }
    }

    @Override
    public Tensor gathered(Tensor rows, long groups) {
        long own = rows.size(0);
        Tensor mine = rows.detach().contiguous();
        Tensor all = cat(new TensorVector(Collections.nCopies(size(), mine).toArray(Tensor[]::new)), 0);
        finish("gathering", () -> group.backend()._allgather_base(all, mine));
        TensorVector parts = new TensorVector();
        for (int rank = 0; rank < size(); rank++) {
            parts.push_back(rank == rank() ? rows : all.narrow(0, rank * own, own));
        }
        Tensor joined = cat(parts, 0);
        if (joined.requires_grad()) {
            joined.register_hook(sumOfGradients);
        }
        if (groups == 1) {
            return joined;
        }
        return joined.unflatten(0, new long[] {size(), groups, own / groups})
                .transpose(0, 1)
                .flatten(0, 2);
    }

    @Override
    public void backward(Tensor loss) {
        try {
            loss.backward();
        } catch (RuntimeException e) {
            RankLost lost = lostInBackward;
            throw lost == null ? e : lost;
        }
    }

    private void sum(Tensor tensor, String during) {
        finish(during, () -> group.backend().allreduce(new TensorVector(tensor)));
    }

    private void finish(String during, Supplier<Work> collective) {
        try {
            collective.get()._wait(timeout);
        } catch (RuntimeException e) {
            throw new RankLost(rank(), size(), during, e);
        }
    }

    @Override
    public void close() {
        group.backend().close();
        group.store().close();
    }
}
