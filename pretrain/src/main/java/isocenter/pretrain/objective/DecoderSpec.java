package isocenter.pretrain.objective;

import isocenter.pretrain.recipe.Settings;

/**
 * MAE's light decoder.
 *
 * @param width of a token, a multiple of {@code 4 × heads}, at most 1024
 * @param depth transformer blocks, 1–16
 * @param heads attention heads, 1–32
 */
public record DecoderSpec(int width, int depth, int heads) {

    public DecoderSpec {
        Settings.inRange("width", width, 16, 1024);
        Settings.inRange("depth", depth, 1, 16);
        Settings.inRange("heads", heads, 1, 32);
        if (width % (4 * heads) != 0) {
            throw new IllegalArgumentException("width must be a multiple of 4 × heads = " + 4 * heads
                    + " (heads share it, and the two-dimensional positions split it in four), but is " + width);
        }
    }
}
