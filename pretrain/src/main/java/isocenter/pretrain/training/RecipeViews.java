package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.view.ViewGenerator;
import isocenter.pretrain.view.ViewSpec;
import java.util.SplittableRandom;

/** A recipe's views of square images, as the loader asks for them. */
final class RecipeViews implements BatchLoader.Views {
    private final ImageSet images;
    private final ViewGenerator generator;
    private final int locals;
    private final int localSize;

    RecipeViews(ImageSet images, ViewSpec spec) {
        this.images = images;
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

    @Override
    public BatchLoader.Source open(int index, SplittableRandom random) {
        int size = images.size();
        float[] image = new float[size * size];
        images.read(index, image, 0);
        return new BatchLoader.Source() {
            @Override
            public void whole(float[] target) {
                generator.view(image, size, random, target, 0);
            }

            @Override
            public void local(float[] target) {
                generator.localView(image, size, random, target, 0);
            }
        };
    }
}
