package isocenter.pretrain.training;

import isocenter.pretrain.parallel.Ranks;
import java.util.SplittableRandom;

/**
 * Which image stands where in which step: each epoch is a fresh permutation of the pool, cut into whole batches. Depends
 * on the seed, the pool and the step only, so that a resumed run needs no memory of it.
 */
public final class DataOrder {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final int[] pool;
    private final int batch;
    private final int rank;
    private final int ranks;
    private final int parts;
    private long shuffledEpoch = -1;
    private int[] shuffled = {};

    /** @throws IllegalArgumentException when the pool is smaller than a batch */
    public DataOrder(long seed, int[] pool, int batch) {
        this(seed, pool, batch, Ranks.alone(), 1);
    }

    /**
     * The same order, of which this process sees its share alone: of each part of a batch, the images that come first go to
     * rank 0. All ranks together see what one process would.
     *
     * @param batch of all ranks
     * @param parts in which a batch goes through the network
     * @throws IllegalArgumentException when the pool is smaller than a batch, or the batch cannot be shared evenly
     */
    DataOrder(long seed, int[] pool, int batch, Ranks ranks, int parts) {
        if (batch % (ranks.size() * parts) != 0) {
            throw new IllegalArgumentException("batch must be a multiple of processes × accumulate, " + ranks.size()
                    + " × " + parts + ", but is " + batch + ": start another number of processes");
        }
        if (pool.length < batch) {
            throw new IllegalArgumentException("batch " + batch + " is larger than the pool of " + pool.length
                    + " training images: lower it or take a larger dataset");
        }
        this.seed = seed;
        this.pool = pool.clone();
        this.batch = batch;
        this.rank = ranks.rank();
        this.ranks = ranks.size();
        this.parts = parts;
    }

    /** Whole batches in an epoch; the images left over wait for the next permutation. */
    public int stepsPerEpoch() {
        return pool.length / batch;
    }

    /**
     * Image indices of a step: this process's.
     *
     * @param step counted from 0, over all epochs
     */
    public synchronized int[] indices(long step) {
        long epoch = step / stepsPerEpoch();
        if (epoch != shuffledEpoch) {
            shuffled = permutation(epoch);
            shuffledEpoch = epoch;
        }
        int from = (int) (step % stepsPerEpoch()) * batch;
        int own = batch / parts / ranks;
        int[] indices = new int[parts * own];
        for (int part = 0; part < parts; part++) {
            System.arraycopy(shuffled, from + (part * ranks + rank) * own, indices, part * own, own);
        }
        return indices;
    }

    /** The chance that belongs to one image of one step, whichever thread asks and when. */
    public SplittableRandom random(long step, int index) {
        return new SplittableRandom(mix(mix(seed + GOLDEN * (step + 1)) + GOLDEN * (index + 1L)));
    }

    private int[] permutation(long epoch) {
        SplittableRandom random = new SplittableRandom(mix(~seed + GOLDEN * (epoch + 1)));
        int[] order = pool.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    /** Spreads neighbouring keys over all 64 bits (Stafford's variant 13, as in SplittableRandom). */
    private static long mix(long key) {
        long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
