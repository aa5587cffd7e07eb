package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;
import isocenter.ingest.dataset.VolumeSet;

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
     * @throws IllegalArgumentException when this was not prepared for the recipe
     */
    BatchLoader.Views views(PretrainRecipe recipe);

    /** What an image or volume is told apart by. */
    String name(int index);

    /** See {@link #of(ImageSet)}. */
    record Images(ImageSet images) implements TrainingSet {
        @Override
        public BatchLoader.Views views(PretrainRecipe recipe) {
            if (recipe.volume() != null || images.size() != recipe.backbone().image()) {
                throw new IllegalArgumentException("the recipe asks for "
                        + (recipe.volume() == null ? "images of " : "volumes, as cubes of ")
                        + recipe.backbone().image() + " pixels, the dataset was prepared as images of "
                        + images.size());
            }
            return new RecipeViews(images, recipe.views());
        }

        @Override
        public String name(int index) {
            return images.instance(index);
        }
    }

    /** See {@link #of(VolumeSet)}. */
    record Volumes(VolumeSet volumes) implements TrainingSet {
        @Override
        public BatchLoader.Views views(PretrainRecipe recipe) {
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
    }
}
