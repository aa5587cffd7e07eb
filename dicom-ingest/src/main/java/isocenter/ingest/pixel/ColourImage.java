package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;

/**
 * One frame for a display.
 *
 * @param rgb row-major, three bytes a pixel: red, green, blue
 */
public record ColourImage(int rows, int columns, byte[] rgb) {
    /** A grey image as its display values, in 256 steps. */
    public static ColourImage grey(GreyImage image) {
        float[] shown = image.display();
        byte[] rgb = new byte[3 * shown.length];
        for (int i = 0; i < shown.length; i++) {
            byte value = level(255 * shown[i]);
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        return new ColourImage(image.rows(), image.columns(), rgb);
    }

    /**
     * A frame of eight-bit YBR_FULL in RGB, for the ultrasound object permits the former only where it is compressed
     * (PS3.3 C.8.5.6.1.2); every other frame as it is. Rounding moves a value by at most one.
     */
    public static StoredFrame.Integers inRgb(StoredFrame.Integers frame, int bitsStored) {
        if (frame.colours() != ColourSpace.YBR_FULL || bitsStored != 8) {
            return frame;
        }
        int[] values = new int[frame.values().length];
        byte[] rgb = new byte[values.length];
        ybr(frame.values(), 1, rgb);
        for (int i = 0; i < values.length; i++) {
            values[i] = rgb[i] & 0xff;
        }
        return new StoredFrame.Integers(
                frame.rows(), frame.columns(), frame.samples(), ColourSpace.RGB, values, frame.unsigned32());
    }

    static ColourImage of(StoredFrame.Integers frame, DataSet dataSet, int bitsStored) {
        int[] values = frame.values();
        byte[] rgb = new byte[3 * frame.rows() * frame.columns()];
        switch (frame.colours()) {
            case PALETTE -> palette(values, Palette.of(dataSet), rgb);
            case YBR_FULL -> ybr(values, 255.0 / ((1L << bitsStored) - 1), rgb);
            case YBR_PARTIAL -> partial(values, 255.0 / ((1L << bitsStored) - 1), rgb);
            default -> {
                double scale = 255.0 / ((1L << bitsStored) - 1);
                for (int i = 0; i < rgb.length; i++) {
                    rgb[i] = level(frame.at(i) * scale);
                }
            }
        }
        return new ColourImage(frame.rows(), frame.columns(), rgb);
    }

    private static void palette(int[] values, Palette palette, byte[] rgb) {
        for (int i = 0; i < values.length; i++) {
            rgb[3 * i] = entry(palette.red(), values[i]);
            rgb[3 * i + 1] = entry(palette.green(), values[i]);
            rgb[3 * i + 2] = entry(palette.blue(), values[i]);
        }
    }

    private static byte entry(LookupTable table, int index) {
        return level(255.0 * table.at(index) / table.maximum());
    }

    /** PS3.3 C.7.6.3.1.2, ITU-R BT.601 at full range. */
    private static void ybr(int[] values, double scale, byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            double y = values[i] * scale;
            double cb = values[i + 1] * scale - 128;
            double cr = values[i + 2] * scale - 128;
            rgb[i] = level(y + 1.402 * cr);
            rgb[i + 1] = level(y - 0.344136 * cb - 0.714136 * cr);
            rgb[i + 2] = level(y + 1.772 * cb);
        }
    }

    /** ITU-R BT.601 at video range. */
    private static void partial(int[] values, double scale, byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            double y = (values[i] * scale - 16) * 255 / 219;
            double cb = (values[i + 1] * scale - 128) * 255 / 224;
            double cr = (values[i + 2] * scale - 128) * 255 / 224;
            rgb[i] = level(y + 1.402 * cr);
            rgb[i + 1] = level(y - 0.344136 * cb - 0.714136 * cr);
            rgb[i + 2] = level(y + 1.772 * cb);
        }
    }

    private static byte level(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColourImage o
                && rows == o.rows
                && columns == o.columns
                && java.util.Arrays.equals(rgb, o.rgb);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(rgb);
    }
}
