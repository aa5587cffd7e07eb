package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.empty;

import isocenter.pretrain.objective.ViewBatch;
import isocenter.pretrain.tensor.Device;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Fills batches ahead of the trainer on threads of its own, into a few native buffers that are used again and again. What
 * a batch holds depends on the step alone, never on which thread was faster.
 */
public final class BatchLoader implements AutoCloseable {
    private static final int AHEAD = 3;
    private static final int WORKERS = 2;
    private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

    /** What there is to see, by index, and how views of it are drawn. Used by several threads. */
    public interface Views {
        /** Of a whole view: [1, H, W]. */
        long[] wholeShape();

        /** Local views of each image that a batch holds besides. */
        default int locals() {
            return 0;
        }

        /** Of a local view. */
        default long[] localShape() {
            return new long[] {0};
        }

        /** Reads one image, of which views are then drawn: all whole ones, then all local ones. */
        Source open(int index, SplittableRandom random);
    }

    /** An image of which views are drawn, one after the other. */
    @FunctionalInterface
    public interface Source {
        /** @param target receives a whole view */
        void whole(float[] target);

        /** @param target receives a local view; asked only where there are {@link Views#locals()} */
        default void local(float[] target) {
            throw new IllegalStateException("there are no local views of these images");
        }
    }

    private final DataOrder order;
    private final int batch;
    private final int views;
    private final Views images;
    private final Device device;
    private final long end;
    private final Deque<Future<Buffer>> filling = new ArrayDeque<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, daemons());
    private long nextToFill;

    /** A batch's memory: tensors, seen from Java. */
    private record Buffer(Stack whole, @Nullable Stack local) {}

    /** Views of one shape, one after the other. */
    private record Stack(Tensor tensor, FloatBuffer values) {
        void put(int place, float[] pixels) {
            values.put(place * pixels.length, pixels);
        }
    }

    /**
     * Starts to fill.
     *
     * @param views per image; a batch is [views·N, …], the first view of every image before the second
     * @param from first step, counted from 0
     * @param end step after the last one
     */
    public BatchLoader(Views images, DataOrder order, int batch, int views, Device device, long from, long end) {
        this.images = images;
        this.order = order;
        this.batch = batch;
        this.views = views;
        this.device = device;
        this.nextToFill = from;
        this.end = end;
        for (int i = 0; i < AHEAD; i++) {
            fillLater(buffer());
        }
    }

    /** Hands out a step's batch and takes its memory back when closed. */
    public final class Batch implements AutoCloseable {
        private final Buffer buffer;

        private Batch(Buffer buffer) {
            this.buffer = buffer;
        }

        /** [views·N, …] float32 on the device; valid until this batch is closed. */
        public Tensor images() {
            return device.place(buffer.whole.tensor);
        }

        /** Whole and local views on the device; valid until this batch is closed. */
        public ViewBatch views() {
            Tensor local = buffer.local == null ? null : device.place(buffer.local.tensor);
            return new ViewBatch(images(), views, local, BatchLoader.this.images.locals());
        }

        @Override
        public void close() {
            fillLater(buffer);
        }
    }

    /**
     * The next step's batch, waiting for it if needed.
     *
     * @throws IllegalStateException after the last step, or when a view could not be drawn
     */
    public Batch next() {
        Future<Buffer> first = filling.poll();
        if (first == null) {
            throw new IllegalStateException("no batch after step " + end);
        }
        try {
            return new Batch(first.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch could not be made: see the cause", e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private void fillLater(Buffer buffer) {
        if (nextToFill < end) {
            long step = nextToFill++;
            filling.add(workers.submit(() -> fill(buffer, step)));
        }
    }

    private Buffer fill(Buffer buffer, long step) {
        float[] view = new float[values(images.wholeShape())];
        float[] small = new float[values(images.localShape())];
        int[] indices = order.indices(step);
        for (int slot = 0; slot < batch; slot++) {
            Source image = images.open(indices[slot], order.random(step, indices[slot]));
            for (int k = 0; k < views; k++) {
                image.whole(view);
                requireNumbers(view, indices[slot]);
                buffer.whole.put(k * batch + slot, view);
            }
            for (int k = 0; k < images.locals() && buffer.local != null; k++) {
                image.local(small);
                buffer.local.put(k * batch + slot, small);
            }
        }
        return buffer;
    }

    /** One such value would make every weight NaN at the next step, and the message speak of the learning rate. */
    private static void requireNumbers(float[] view, int index) {
        for (float value : view) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("image " + index + " of the dataset has pixels that are no numbers:"
                        + " prepare the dataset again (remove the folder cache), or take the image out");
            }
        }
    }

    private Buffer buffer() {
        int locals = images.locals();
        return new Buffer(
                stack((long) views * batch, images.wholeShape()),
                locals == 0 ? null : stack((long) locals * batch, images.localShape()));
    }

    private static int values(long[] shape) {
        return Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
    }

    /** libtorch's own memory: aligned for its kernels, so that sums do not depend on where a buffer happens to lie. */
    private Stack stack(long count, long[] shape) {
        Tensor tensor = empty(
                LongStream.concat(LongStream.of(count), LongStream.of(shape)).toArray(),
                new TensorOptions(ScalarType.Float).pinned_memory(new BoolOptional(device.isCuda())),
                new MemoryFormatOptional());
        FloatBuffer values =
                new FloatPointer(tensor.data_ptr()).capacity(tensor.numel()).asBuffer();
        return new Stack(tensor, values);
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "batch-loader-" + THREAD_NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
