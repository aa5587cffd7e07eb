package isocenter.pretrain.watch;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.view.ViewGenerator;
import isocenter.pretrain.view.ViewSpec;
import java.util.SplittableRandom;

/** One random view of each image, the same at every reading. */
final class ViewedImages implements ImageSet {
    private final ImageSet images;
    private final ViewGenerator generator;
    private final long seed;

    ViewedImages(ImageSet images, ViewSpec views, long seed) {
        this.images = images;
        this.generator = ViewGenerator.of(views);

        this.seed = new SplittableRandom(seed).nextLong();
    }

    @Override
    public int count() {
        return images.count();
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public void read(int index, float[] target, int offset) {
        float[] image = new float[size() * size()];
        images.read(index, image, 0);
        generator.view(image, size(), new SplittableRandom(seed ^ index), target, offset);
    }

    @Override
    public String instance(int index) {
        return images.instance(index);
    }

    @Override
    public String patient(int index) {
        return images.patient(index);
    }
}
