package isocenter.ingest.pixel;

/**
 * From modality values to a display.
 *
 * @param transform the VOI transformation
 * @param inverted MONOCHROME1: the lowest value is white
 * @param paddingLow lowest value that stands for "no image here" (PS3.3 C.7.5.1.1.2), in modality units; NaN for none
 * @param paddingHigh highest such value
 */
public record Rendering(Transform transform, boolean inverted, float paddingLow, float paddingHigh) {
    /** A VOI transformation (PS3.3 C.11.2). */
    public sealed interface Transform permits Window, Table, Range, Percentiles {}

    /** How Window Center and Width are meant (PS3.3 C.11.2.1.2 and C.11.2.1.3). */
    public enum Function {
        LINEAR,
        LINEAR_EXACT,
        SIGMOID
    }

    /**
     * A window.
     *
     * @param centre in modality units
     * @param width at least 1 for LINEAR, more than 0 for the others
     */
    public record Window(double centre, double width, Function function) implements Transform {}

    /**
     * A VOI LUT.
     *
     * @param table its values, scaled to [0, 1]
     * @param first the modality value that maps to the first entry
     */
    public record Table(DisplayTable table, int first) implements Transform {}

    /** Values from {@code low} (black) to {@code high} (white): for colour, whose samples have a known full scale. */
    public record Range(double low, double high) implements Transform {}

    /** The image's own percentiles, for objects without a window: fractions in [0, 1] of the values that are not padding. */
    public record Percentiles(double low, double high) implements Transform {}

    /** Entries of a VOI LUT in [0, 1]. */
    public static final class DisplayTable {
        private final float[] entries;

        DisplayTable(float[] entries) {
            this.entries = entries.clone();
        }

        float at(int index) {
            return entries[Math.max(0, Math.min(entries.length - 1, index))];
        }
    }

    float[] display(float[] values) {
        float[] shown = VoiTransform.apply(this, values);
        if (inverted) {
            for (int i = 0; i < shown.length; i++) {
                shown[i] = 1 - shown[i];
            }
        }
        if (!Float.isNaN(paddingLow)) {
            for (int i = 0; i < shown.length; i++) {
                if (isPadding(values[i])) {
                    shown[i] = 0;
                }
            }
        }
        return shown;
    }

    /** Whether a value, in modality units, stands for "no image here". */
    public boolean isPadding(float value) {
        return value >= paddingLow && value <= paddingHigh;
    }
}
