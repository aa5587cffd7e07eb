package isocenter.pretrain.backbone;

/**
 * Fixed positions of a square grid of patches. A quarter of the width each for sin x, cos x, sin y, cos y, at wavelengths
 * from 2π to 20,000π. Source: facebookresearch/mae, {@code util/pos_embed.py}.
 */
public final class SineCosinePositions {
    private static final double LONGEST = 10_000;

    private SineCosinePositions() {}

    /**
     * @param side patches along one edge
     * @param width of a token, a multiple of 4
     * @return (1 + side²) × width values, row-major; the first row, of the class token, is zero
     */
    public static float[] of(int side, int width) {
        if (width % 4 != 0) {
            throw new IllegalArgumentException("token width must be a multiple of 4, not " + width);
        }
        int quarter = width / 4;
        float[] table = new float[(1 + side * side) * width];
        for (int patch = 0; patch < side * side; patch++) {
            int row = (1 + patch) * width;
            for (int k = 0; k < quarter; k++) {
                double frequency = Math.pow(LONGEST, -(double) k / quarter);
                double x = (patch % side) * frequency;
                double y = (patch / side) * frequency;
                table[row + k] = (float) Math.sin(x);
                table[row + quarter + k] = (float) Math.cos(x);
                table[row + 2 * quarter + k] = (float) Math.sin(y);
                table[row + 3 * quarter + k] = (float) Math.cos(y);
            }
        }
        return table;
    }
}
