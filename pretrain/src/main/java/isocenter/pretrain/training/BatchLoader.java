package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.empty;

import isocenter.ingest.dataset.ImageSet;
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

    /** Makes what the network sees of one image. */
    @FunctionalInterface
    public interface Views {
        /**
         * Draws one view.
         *
         * @param image size·size values in [0, 1]
         * @param target receives as many
         */
        void draw(float[] image, int size, SplittableRandom random, float[] target);

        /** Local views of each image that a batch holds besides. */
        default int locals() {
            return 0;
        }

        /** Side of a local view in pixels. */
        default int localSize() {
            return 0;
        }

        /**
         * Draws one local view.
         *
         * @param target receives localSize·localSize values
         */
        default void drawLocal(float[] image, int size, SplittableRandom random, float[] target) {
            throw new UnsupportedOperationException("these views have no local ones");
        }
    }

    private final ImageSet images;
    private final DataOrder order;
    private final int batch;
    private final int views;
    private final Views source;
    private final Device device;
    private final long end;
    private final Deque<Future<Buffer>> filling = new ArrayDeque<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, daemons());
    private long nextToFill;

    /** A batch's memory: tensors, seen from Java. */
    private record Buffer(Stack whole, @Nullable Stack local) {}

    /** Square images of one size, one after the other. */
    private record Stack(Tensor tensor, FloatBuffer values) {
        void put(int place, float[] pixels) {
            values.put(place * pixels.length, pixels);
        }
    }

    /**
     * Starts to fill.
     *
     * @param views per image; a batch is [views·N, 1, H, W], the first view of every image before the second
     * @param from first step, counted from 0
     * @param end step after the last one
     */
    public BatchLoader(
            ImageSet images, DataOrder order, int batch, int views, Views source, Device device, long from, long end) {
        this.images = images;
        this.order = order;
        this.batch = batch;
        this.views = views;
        this.source = source;
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

        /** [views·N, 1, H, W] float32 on the device; valid until this batch is closed. */
        public Tensor images() {
            return device.place(buffer.whole.tensor);
        }

        /** Whole and local views on the device; valid until this batch is closed. */
        public ViewBatch views() {
            Tensor local = buffer.local == null ? null : device.place(buffer.local.tensor);
            return new ViewBatch(images(), views, local, source.locals());
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
        int size = images.size();
        float[] image = new float[size * size];
        float[] view = new float[size * size];
        float[] small = new float[source.localSize() * source.localSize()];
        int[] indices = order.indices(step);
        for (int slot = 0; slot < batch; slot++) {
            images.read(indices[slot], image, 0);
            SplittableRandom random = order.random(step, indices[slot]);
            for (int k = 0; k < views; k++) {
                source.draw(image, size, random, view);
                buffer.whole.put(k * batch + slot, view);
            }
            for (int k = 0; k < source.locals() && buffer.local != null; k++) {
                source.drawLocal(image, size, random, small);
                buffer.local.put(k * batch + slot, small);
            }
        }
        return buffer;
    }

    private Buffer buffer() {
        int locals = source.locals();
        return new Buffer(
                stack((long) views * batch, images.size()),
                locals == 0 ? null : stack((long) locals * batch, source.localSize()));
    }

    /** libtorch's own memory: aligned for its kernels, so that sums do not depend on where a buffer happens to lie. */
    private Stack stack(long count, int size) {
        Tensor tensor = empty(
                new long[] {count, 1, size, size},
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
