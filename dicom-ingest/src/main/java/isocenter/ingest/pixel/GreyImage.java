package isocenter.ingest.pixel;

import java.util.Arrays;

/**
 * One frame as one channel.
 *
 * @param rows height
 * @param columns width
 * @param values row-major, in modality units (Hounsfield units for CT, what the modality gives for others); for colour the
 *     luminance, on the scale of the samples
 * @param rendering how a display shows the values
 */
public record GreyImage(int rows, int columns, float[] values, Rendering rendering) {
    public GreyImage {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(
                    "expected " + rows * columns + " values for " + rows + " x " + columns + ", got " + values.length);
        }
    }

    /**
     * The image as a display shows it: 0 is black, 1 is white. The VOI LUT or window of the object is applied; an object
     * without one is stretched between its own {@link Rendering.Percentiles}; MONOCHROME1 is inverted.
     *
     * @return row-major, each in [0, 1]
     */
    public float[] display() {
        return rendering.display(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GreyImage o
                && rows == o.rows
                && columns == o.columns
                && Arrays.equals(values, o.values)
                && rendering.equals(o.rendering);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
