package isocenter.pretrain.training;

import isocenter.pretrain.view.ViewGenerator;
import isocenter.pretrain.view.ViewSpec;
import java.util.SplittableRandom;

/** A recipe's views, as the loader asks for them. */
final class RecipeViews implements BatchLoader.Views {
    private final ViewGenerator generator;
    private final int locals;
    private final int localSize;

    RecipeViews(ViewSpec spec) {
        generator = ViewGenerator.of(spec);
        ViewSpec.Local local = spec.local();
        locals = local == null ? 0 : local.count();
        localSize = local == null ? 0 : local.size();
    }

    @Override
    public void draw(float[] image, int size, SplittableRandom random, float[] target) {
        generator.view(image, size, random, target, 0);
    }

    @Override
    public int locals() {
        return locals;
    }

    @Override
    public int localSize() {
        return localSize;
    }

    @Override
    public void drawLocal(float[] image, int size, SplittableRandom random, float[] target) {
        generator.localView(image, size, random, target, 0);
    }
}
