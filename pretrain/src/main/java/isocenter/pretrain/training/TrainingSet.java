package isocenter.pretrain.training;

import isocenter.ingest.dataset.BlockRegion;
import isocenter.ingest.dataset.ImageSet;
import isocenter.ingest.dataset.VolumeSet;
import isocenter.ingest.volume.BlockShape;
import org.jspecify.annotations.Nullable;

/** What a run learns from, by index: images or volumes, prepared as its recipe asks. */
public sealed interface TrainingSet {
    /** Images, for recipes without {@code volume}. */
    static TrainingSet of(ImageSet images) {
        return new Images(images);
    }

    /** Blocks of volumes, for recipes with {@code volume}. */
    static TrainingSet of(VolumeSet volumes) {
        return new Volumes(volumes);
    }

    /**
     * Views as a recipe wants them.
     *
     * @param positives whose image the second view of each is drawn from; null for the same image. Of images alone
     * @throws IllegalArgumentException when this was not prepared for the recipe
     */
    BatchLoader.Views views(PretrainRecipe recipe, @Nullable Positives positives);

    /** What an image or volume is told apart by. */
    String name(int index);

    /** False where all values are the same. */
    boolean showsSomething(int index);

    /** A NaN is no constant; the loader finds it. */
    private static boolean differs(float[] values, float first) {
        for (float value : values) {
            if (value != first) {
                return true;
            }
        }
        return false;
    }

    /** See {@link #of(ImageSet)}. */
    record Images(ImageSet images) implements TrainingSet {
        @Override
        public BatchLoader.Views views(PretrainRecipe recipe, @Nullable Positives positives) {
            if (recipe.volume() != null || images.size() != recipe.backbone().image()) {
                throw new IllegalArgumentException("the recipe asks for "
                        + (recipe.volume() == null ? "images of " : "volumes, as cubes of ")
                        + recipe.backbone().image() + " pixels, the dataset was prepared as images of "
                        + images.size());
            }
            return new RecipeViews(images, recipe.views(), positives);
        }

        @Override
        public String name(int index) {
            return images.instance(index);
        }

        @Override
        public boolean showsSomething(int index) {
            float[] image = new float[images.size() * images.size()];
            images.read(index, image, 0);
            return differs(image, image[0]);
        }
    }

    /** See {@link #of(VolumeSet)}. */
    record Volumes(VolumeSet volumes) implements TrainingSet {
        @Override
        public BatchLoader.Views views(PretrainRecipe recipe, @Nullable Positives positives) {
            if (recipe.volume() == null
                    || !volumes.shape().equals(recipe.volume().shape())) {
                throw new IllegalArgumentException("the recipe asks for "
                        + (recipe.volume() == null ? "images" : recipe.volume().shape())
                        + ", the dataset was prepared as " + volumes.shape());
            }
            return new VolumeViews(
                    volumes, recipe.views(), recipe.volume(), recipe.backbone().image());
        }

        @Override
        public String name(int index) {
            return volumes.volume(index);
        }

        @Override
        public boolean showsSomething(int index) {
            BlockShape shape = volumes.shape();
            float[] plane = new float[shape.height() * shape.width()];
            float first = 0;
            for (int depth = 0; depth < shape.depth(); depth++) {
                volumes.read(index, new BlockRegion(depth, 0, 0, 1, shape.height(), shape.width()), plane, 0);
                first = depth == 0 ? plane[0] : first;
                if (differs(plane, first)) {
                    return true;
                }
            }
            return false;
        }
    }
}
