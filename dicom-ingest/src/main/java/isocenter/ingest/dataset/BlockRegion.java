package isocenter.ingest.dataset;

import isocenter.ingest.volume.BlockShape;
import java.util.random.RandomGenerator;

/**
 * A part of a block.
 *
 * @param depthFrom first plane, from 0
 * @param heightFrom first line of each
 * @param widthFrom first voxel of each line
 * @param depth number of planes, at least 1
 * @param height lines
 * @param width voxels a line
 */
public record BlockRegion(int depthFrom, int heightFrom, int widthFrom, int depth, int height, int width) {
    /** The whole block. */
    public static BlockRegion all(BlockShape shape) {
        return new BlockRegion(0, 0, 0, shape.depth(), shape.height(), shape.width());
    }

    /**
     * A region of this size at a place drawn evenly from all that lie inside the block.
     *
     * @throws IllegalArgumentException when it is larger than the block
     */
    public static BlockRegion random(BlockShape shape, int depth, int height, int width, RandomGenerator random) {
        requireInside(depth > 0 && depth <= shape.depth());
        requireInside(height > 0 && height <= shape.height());
        requireInside(width > 0 && width <= shape.width());
        return new BlockRegion(
                random.nextInt(shape.depth() - depth + 1),
                random.nextInt(shape.height() - height + 1),
                random.nextInt(shape.width() - width + 1),
                depth,
                height,
                width);
    }

    /** Number of voxels. */
    public int voxels() {
        return depth * height * width;
    }

    /** @throws IllegalArgumentException when any part lies outside the block */
    void requireInside(BlockShape shape) {
        requireInside(depthFrom >= 0 && depth > 0 && depthFrom <= shape.depth() - depth);
        requireInside(heightFrom >= 0 && height > 0 && heightFrom <= shape.height() - height);
        requireInside(widthFrom >= 0 && width > 0 && widthFrom <= shape.width() - width);
    }

    private static void requireInside(boolean inside) {
        if (!inside) {
            throw new IllegalArgumentException("the region does not lie inside the block");
        }
    }
}
