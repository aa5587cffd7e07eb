package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.view.ViewGenerator;
import isocenter.pretrain.view.ViewSpec;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A recipe's views of square images, as the loader asks for them. */
final class RecipeViews implements BatchLoader.Views {
    private final ImageSet images;
    private final @Nullable Positives positives;
    private final ViewGenerator generator;
    private final int locals;
    private final int localSize;

    /** @param positives whose image the second view of each is drawn from; null for the same image */
    RecipeViews(ImageSet images, ViewSpec spec, @Nullable Positives positives) {
        this.images = images;
        this.positives = positives;
        generator = ViewGenerator.of(spec);
        ViewSpec.Local local = spec.local();
        locals = local == null ? 0 : local.count();
        localSize = local == null ? 0 : local.size();
    }

    @Override
    public long[] wholeShape() {
        return new long[] {1, images.size(), images.size()};
    }

    @Override
    public int locals() {
        return locals;
    }

    @Override
    public long[] localShape() {
        return new long[] {1, localSize, localSize};
    }

    private float[] read(int index) {
        float[] image = new float[images.size() * images.size()];
        images.read(index, image, 0);
        return image;
    }

    @Override
    public BatchLoader.Source open(int index, SplittableRandom random) {
        int size = images.size();
        float[] image = read(index);
        float[] companion = positives == null ? image : read(positives.companion(index, random));
        return new BatchLoader.Source() {
            private float[] next = image;

            @Override
            public void whole(float[] target) {
                generator.view(next, size, random, target, 0);
                next = companion;
            }

            @Override
            public void local(float[] target) {
                generator.localView(image, size, random, target, 0);
            }
        };
    }
}
