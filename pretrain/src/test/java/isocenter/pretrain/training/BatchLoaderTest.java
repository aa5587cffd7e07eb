package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.pretrain.tensor.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
    private static final int[] POOL = IntStream.range(0, 24).toArray();

    @Test
    void whatABatchHoldsDoesNotDependOnThreads() {
        List<String> calm = read(0, 12, false);
        List<String> hurried = read(0, 12, true);
        assertThat(calm).hasSize(12).doesNotHaveDuplicates();
        assertThat(hurried).isEqualTo(calm);
        assertThat(read(5, 12, true)).isEqualTo(calm.subList(5, 12));
    }

    @Test
    void theFirstViewOfEveryImageComesBeforeTheSecond() {
        StripedImages images = new StripedImages(24, 8);
        DataOrder order = new DataOrder(4, POOL, 6);
        float[] factor = {1};
        PixelwiseViews views = new PixelwiseViews(images, (image, random, target) -> {
            for (int i = 0; i < target.length; i++) {
                target[i] = image[i] * factor[0];
            }
            factor[0] = factor[0] == 1 ? 10 : 1;
        });
        try (BatchLoader loader = new BatchLoader(views, order, 6, 2, Device.cpu(), 0, 1);
                BatchLoader.Batch batch = loader.next()) {
            Tensor tensor = batch.images();
            assertThat(tensor.size(0)).isEqualTo(12);
            int[] indices = order.indices(0);
            float[] image = new float[64];
            for (int slot = 0; slot < 6; slot++) {
                images.read(indices[slot], image, 0);
                assertThat(pixel(tensor, slot, 37)).isEqualTo(image[37]);
                assertThat(pixel(tensor, slot + 6, 37)).isEqualTo(image[37] * 10);
            }
            assertThatThrownBy(loader::next).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aViewThatFailsReachesTheTrainer() {
        PixelwiseViews broken = new PixelwiseViews(new StripedImages(24, 8), (image, random, target) -> {
            throw new IllegalArgumentException("no such view");
        });
        DataOrder order = new DataOrder(4, POOL, 6);
        try (BatchLoader loader = new BatchLoader(broken, order, 6, 1, Device.cpu(), 0, 3)) {
            assertThatThrownBy(loader::next).hasRootCauseMessage("no such view");
        }
    }

    private static List<String> read(long from, long end, boolean hurried) {
        PixelwiseViews noise = new PixelwiseViews(new StripedImages(24, 8), (image, random, target) -> {
            if (hurried) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(200_000));
            }
            for (int i = 0; i < target.length; i++) {
                target[i] = image[i] + (float) random.nextDouble();
            }
        });
        List<String> batches = new ArrayList<>();
        DataOrder order = new DataOrder(4, POOL, 6);
        try (BatchLoader loader = new BatchLoader(noise, order, 6, 2, Device.cpu(), from, end)) {
            for (long step = from; step < end; step++) {
                try (BatchLoader.Batch batch = loader.next()) {
                    StringBuilder seen = new StringBuilder();
                    for (int slot = 0; slot < 12; slot++) {
                        seen.append(pixel(batch.images(), slot, 11)).append(' ');
                    }
                    batches.add(seen.toString());
                }
            }
        }
        return batches;
    }

    private static float pixel(Tensor batch, int slot, int at) {
        return batch.get(slot).reshape(-1).get(at).item_float();
    }
}
