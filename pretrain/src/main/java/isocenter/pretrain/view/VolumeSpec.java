package isocenter.pretrain.view;

import isocenter.ingest.volume.BlockShape;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The block that every volume is prepared as, from which cubes are cut. In an axial plane voxels are square, because cubes are
 * turned there.
 *
 * @param depth voxels from feet to head, 16–1024
 * @param height voxels from front to back, 16–1024
 * @param width voxels from right to left, 16–1024
 * @param spacing mm between voxels, 0.1–10
 * @param depthSpacing mm between planes where it is another, 0.1–20
 * @param overlap least part, along each axis, of the smaller of two cubes of one volume that lies in the other, 0–1. The default
 *     is the overlap of nnssl's SimCLR (MIC-DKFZ/nnssl, {@code simCLRTrainer.py}, min_crop_overlap)
 */
public record VolumeSpec(
        int depth,
        int height,
        int width,
        double spacing,
        @Nullable Double depthSpacing,
        @DefaultValue("0.5") double overlap) {

    public VolumeSpec {
        Settings.inRange("depth", depth, 16, 1024);
        Settings.inRange("height", height, 16, 1024);
        Settings.inRange("width", width, 16, 1024);
        Settings.inRange("spacing", spacing, 0.1, 10);
        if (depthSpacing != null) {
            Settings.inRange("depthSpacing", depthSpacing, 0.1, 20);
        }
        Settings.inRange("overlap", overlap, 0, 1);
        shape(depth, height, width, spacing, depthSpacing);
    }

    /** What is prepared. */
    public BlockShape shape() {
        return shape(depth, height, width, spacing, depthSpacing);
    }

    private static BlockShape shape(int depth, int height, int width, double spacing, @Nullable Double depthSpacing) {
        return new BlockShape(depth, height, width, depthSpacing == null ? spacing : depthSpacing, spacing, spacing);
    }

    /**
     * Refuses cubes that are larger than the block, and views that there are none of in three dimensions.
     *
     * @param side of a cube in voxels
     * @throws IllegalArgumentException whose message begins with the setting's name
     */
    public void check(int side, ViewSpec views) {
        least("volume.depth", depth, side);
        least("volume.height", height, side);
        least("volume.width", width, side);
        if (views.crop() != null && views.crop().maxAspect() != 1) {
            throw new IllegalArgumentException("views.crop.maxAspect must be 1 for volumes: a cube stays a cube");
        }
        if (views.horizontalFlip() != null) {
            throw new IllegalArgumentException(
                    "views.horizontalFlip must be left out for volumes: no cube is mirrored");
        }
        if (views.verticalFlip() != null) {
            throw new IllegalArgumentException("views.verticalFlip must be left out for volumes: no cube is mirrored");
        }
    }

    private static void least(String name, int voxels, int side) {
        if (voxels < side) {
            throw new IllegalArgumentException(name + " must be at least backbone.image, " + side
                    + " voxels, for cubes are cut from the block; but is " + voxels);
        }
    }
}
