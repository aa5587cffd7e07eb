package isocenter.pretrain.backbone;

/**
 * Fixed positions of a square grid of patches, or of a cube of them. An even part of the width each for sin x, cos x, sin y,
 * cos y and, in a cube, sin z, cos z, at wavelengths from 2π to 20,000π; x is the column, y the row, z the plane. Sources:
 * facebookresearch/mae, {@code util/pos_embed.py}; the cube's as in MONAI's {@code build_sincos_position_embedding}, which has
 * the same parts in the order y, z, x.
 */
public final class SineCosinePositions {
    private static final double LONGEST = 10_000;

    private SineCosinePositions() {}

    /**
     * @param axes 2 or 3
     * @param side patches along one edge
     * @param width of a token, a multiple of 2 × axes
     * @return (1 + side^axes) × width values, row-major, patches line by line and plane by plane; the first row, of the class
     *     token, is zero
     */
    public static float[] of(int axes, int side, int width) {
        if (width % (2 * axes) != 0) {
            throw new IllegalArgumentException("token width must be a multiple of " + 2 * axes + ", not " + width);
        }
        int part = width / (2 * axes);
        int patches = (int) Math.pow(side, axes);
        float[] table = new float[Math.multiplyExact(1 + patches, width)];
        for (int patch = 0; patch < patches; patch++) {
            int row = (1 + patch) * width;
            for (int k = 0; k < part; k++) {
                double frequency = Math.pow(LONGEST, -(double) k / part);
                int left = patch;
                for (int axis = 0; axis < axes; axis++, left /= side) {
                    double place = (left % side) * frequency;
                    table[row + 2 * axis * part + k] = (float) Math.sin(place);
                    table[row + (2 * axis + 1) * part + k] = (float) Math.cos(place);
                }
            }
        }
        return table;
    }
}
