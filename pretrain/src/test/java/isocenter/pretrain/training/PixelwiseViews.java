package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;
import java.util.SplittableRandom;

/** Views that a test makes of whole images. */
record PixelwiseViews(ImageSet images, Change change) implements BatchLoader.Views {
    @FunctionalInterface
    interface Change {
        void draw(float[] image, SplittableRandom random, float[] target);
    }

    @Override
    public long[] wholeShape() {
        return new long[] {1, images.size(), images.size()};
    }

    @Override
    public BatchLoader.Source open(int index, SplittableRandom random) {
        float[] image = new float[images.size() * images.size()];
        images.read(index, image, 0);
        return target -> change.draw(image, random, target);
    }
}
