package isocenter.ingest.volume;

/**
 * The grid of a block, on the patient's axes as near as the slices allow: depth from feet to head, height from front to
 * back, width from right to left.
 *
 * @param depth voxels
 * @param height voxels
 * @param width voxels
 * @param depthSpacing mm between voxels
 * @param heightSpacing mm
 * @param widthSpacing mm
 * @throws IllegalArgumentException when a number of voxels is not in [1, 1024], the block has more than 2^28 voxels, or a
 *     spacing is not in [0.01, 100] mm
 */
public record BlockShape(
        int depth, int height, int width, double depthSpacing, double heightSpacing, double widthSpacing) {
    private static final int LARGEST_SIDE = 1024;
    private static final long LARGEST = 1L << 28;

    public BlockShape {
        for (int side : new int[] {depth, height, width}) {
            if (side < 1 || side > LARGEST_SIDE) {
                throw new IllegalArgumentException("a block has 1 to 1024 voxels a side, not " + side);
            }
        }
        if ((long) depth * height * width > LARGEST) {
            throw new IllegalArgumentException("a block has at most " + LARGEST + " voxels");
        }
        for (double spacing : new double[] {depthSpacing, heightSpacing, widthSpacing}) {
            if (!(spacing >= 0.01 && spacing <= 100)) {
                throw new IllegalArgumentException("the voxels of a block are 0.01 to 100 mm apart, not " + spacing);
            }
        }
    }

    /** Voxels of one spacing in all directions. */
    public static BlockShape isotropic(int depth, int height, int width, double spacing) {
        return new BlockShape(depth, height, width, spacing, spacing, spacing);
    }

    /** Number of voxels. */
    public int voxels() {
        return depth * height * width;
    }
}
