package isocenter.ingest.volume;

import java.util.Arrays;

/**
 * A volume on the grid of a block.
 *
 * @param numbers depth × height × width unsigned 16-bit numbers; outside the volume 0
 * @param scale what they mean
 * @param placement where they lie
 */
public record VolumeBlock(char[] numbers, ValueScale scale, BlockPlacement placement) {
    @Override
    public boolean equals(Object other) {
        return other instanceof VolumeBlock o
                && Arrays.equals(numbers, o.numbers)
                && scale.equals(o.scale)
                && placement.equals(o.placement);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }
}
