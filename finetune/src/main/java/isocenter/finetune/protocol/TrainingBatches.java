package isocenter.finetune.protocol;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.view.ViewGenerator;
import isocenter.pretrain.watch.LabelledImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Batches of random views of labelled images. What a step gets follows from seed and step alone, so that a resumed run
 * needs no generator's state: images come in a new order each epoch, and every image of every step has its own random
 * source.
 */
final class TrainingBatches {

    private final ImageSet images;
    private final List<LabelledImage> chosen;
    private final double[] importance;
    private final ViewGenerator views;
    private final int batch;
    private final long seed;

    private long epoch = -1;
    private int[] order = {};

    /** @param importance each image's weight in the loss */
    TrainingBatches(
            ImageSet images,
            List<LabelledImage> chosen,
            double[] importance,
            ViewGenerator views,
            int batch,
            long seed) {
        this.images = images;
        this.chosen = chosen;
        this.importance = importance;
        this.views = views;
        this.batch = Math.min(batch, chosen.size());
        this.seed = seed;
    }

    /**
     * One step's views.
     *
     * @param pixels N·size·size values in [0, 1]
     * @param targets 1 for positive, 0 for negative
     * @param importance weights in the loss
     */
    record Batch(float[] pixels, float[] targets, float[] importance, int count, int size) {}

    Batch at(long step) {
        int size = images.size();
        int[] members =
                IntStream.range(0, batch).map(i -> member(step * batch + i)).toArray();
        float[] pixels = new float[batch * size * size];
        IntStream.range(0, batch).parallel().forEach(i -> {
            float[] image = new float[size * size];
            images.read(chosen.get(members[i]).index(), image, 0);
            views.view(image, size, random(step, i), pixels, i * size * size);
        });
        float[] targets = new float[batch];
        float[] weights = new float[batch];
        for (int i = 0; i < batch; i++) {
            targets[i] = chosen.get(members[i]).positive() ? 1 : 0;
            weights[i] = (float) importance[members[i]];
        }
        return new Batch(pixels, targets, weights, batch, size);
    }

    private int member(long place) {
        long wanted = place / chosen.size();
        if (wanted != epoch) {
            epoch = wanted;
            order = shuffled(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + wanted));
        }
        return order[(int) (place % chosen.size())];
    }

    private int[] shuffled(SplittableRandom random) {
        int[] places = IntStream.range(0, chosen.size()).toArray();
        for (int i = places.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = places[i];
            places[i] = places[j];
            places[j] = swapped;
        }
        return places;
    }

    private SplittableRandom random(long step, int slot) {
        return new SplittableRandom(new SplittableRandom(seed ^ (step << 20) ^ slot).nextLong());
    }
}
