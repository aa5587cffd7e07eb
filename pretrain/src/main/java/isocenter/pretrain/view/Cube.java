package isocenter.pretrain.view;

import isocenter.ingest.dataset.BlockRegion;
import isocenter.ingest.volume.BlockShape;

/**
 * Where a view of a volume comes from: a cube of its block, turned about its middle in the axial plane, sampled trilinearly. In
 * voxels of the block, from its outer faces. Beyond the block the nearest voxel is repeated.
 *
 * @param depthFrom nearest to the feet
 * @param heightFrom nearest to the front
 * @param widthFrom nearest to the patient's right
 * @param side edge, above 0
 * @param degrees angle by which the content is turned clockwise, as seen on an axial plane with the front above and the
 *     patient's right on the left
 */
record Cube(double depthFrom, double heightFrom, double widthFrom, double side, double degrees) {

    /** What a cube, not turned, takes of an axis. */
    record Stretch(double from, double length) {}

    Stretch alongDepth() {
        return new Stretch(depthFrom, side);
    }

    Stretch alongHeight() {
        return new Stretch(heightFrom, side);
    }

    Stretch alongWidth() {
        return new Stretch(widthFrom, side);
    }

    /** The part of the block that sampling reads. */
    BlockRegion region(BlockShape shape) {
        double radians = Math.toRadians(degrees);
        double reach = side / 2 * (Math.abs(Math.cos(radians)) + Math.abs(Math.sin(radians)));
        int[] depths = within(depthFrom + side / 2, side / 2, shape.depth());
        int[] heights = within(heightFrom + side / 2, reach, shape.height());
        int[] widths = within(widthFrom + side / 2, reach, shape.width());
        return new BlockRegion(
                depths[0],
                heights[0],
                widths[0],
                depths[1] - depths[0],
                heights[1] - heights[0],
                widths[1] - widths[0]);
    }

    /** First and end of the voxels that a stretch touches, with one more on either side for interpolation. */
    private static int[] within(double middle, double reach, int most) {
        int from = (int) Math.floor(middle - reach) - 1;
        int to = (int) Math.ceil(middle + reach) + 1;
        return new int[] {Math.max(0, Math.min(most - 1, from)), Math.max(1, Math.min(most, to))};
    }

    /**
     * Samples a view.
     *
     * @param voxels of {@code region}, which must be {@link #region}
     * @param target receives {@code size³} values, plane by plane and line by line
     */
    void resample(float[] voxels, BlockRegion region, float[] target, int size) {
        double step = side / size;
        double middle = (size - 1) / 2.0;
        double radians = Math.toRadians(degrees);
        double cos = Math.cos(radians) * step;
        double sin = Math.sin(radians) * step;
        // as in Geometry: content turns clockwise when a place is looked up at the offset turned back
        Line[] across = new Line[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double right = column - middle;
                double down = row - middle;
                across[row * size + column] = new Line(
                        Sample.at(
                                heightFrom + side / 2 - sin * right + cos * down, region.heightFrom(), region.height()),
                        Sample.at(widthFrom + side / 2 + cos * right + sin * down, region.widthFrom(), region.width()));
            }
        }
        int out = 0;
        int plane = region.height() * region.width();
        for (int d = 0; d < size; d++) {
            Sample depth = Sample.at(depthFrom + side / 2 + (d - middle) * step, region.depthFrom(), region.depth());
            for (Line line : across) {
                float below = line.in(voxels, depth.first * plane, region.width());
                float above = line.in(voxels, depth.second * plane, region.width());
                target[out++] = below + depth.part * (above - below);
            }
        }
    }

    /** A place between two voxels of a region's axis: {@code first + part·(second − first)}. */
    private record Sample(int first, int second, float part) {
        /** @param place from the block's outer face */
        static Sample at(double place, int from, int count) {
            double centre = Math.max(0, Math.min(count - 1, place - 0.5 - from));
            int first = (int) centre;
            return new Sample(first, Math.min(count - 1, first + 1), (float) (centre - first));
        }
    }

    /** The place of a line along the depth. */
    private record Line(Sample row, Sample column) {
        float in(float[] voxels, int plane, int width) {
            int upper = plane + row.first * width;
            int lower = plane + row.second * width;
            float above = mixed(voxels[upper + column.first], voxels[upper + column.second], column.part);
            float below = mixed(voxels[lower + column.first], voxels[lower + column.second], column.part);
            return mixed(above, below, row.part);
        }
    }

    private static float mixed(float from, float to, float part) {
        return from + part * (to - from);
    }
}
