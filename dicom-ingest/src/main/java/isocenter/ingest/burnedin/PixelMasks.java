package isocenter.ingest.burnedin;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.ColourImage;
import isocenter.ingest.pixel.ColourSpace;
import isocenter.ingest.pixel.NativePixels;
import isocenter.ingest.pixel.StoredFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The rectangles that a profile blanks in one image: those of its device, and for ultrasound all that lies outside the
 * calibrated regions.
 */
public final class PixelMasks {
    private final List<Region> blanked;
    private final List<Region> shown;
    private final boolean byDevice;

    private PixelMasks(List<Region> blanked, List<Region> shown, boolean byDevice) {
        this.blanked = blanked;
        this.shown = shown;
        this.byDevice = byDevice;
    }

    public static PixelMasks of(DataSet object, BurnedInRules rules) {
        List<Region> blanked = new ArrayList<>();
        boolean byDevice = false;
        for (DeviceMask mask : rules.masks()) {
            if (mask.matches(object)) {
                byDevice = true;
                blanked.addAll(mask.regions());
            }
        }
        boolean outside = UltrasoundRegions.isUltrasound(object)
                && rules.ultrasoundOutsideRegions() == BurnedInRules.OutsideRegions.BLANK;
        return new PixelMasks(blanked, outside ? UltrasoundRegions.of(object) : List.of(), byDevice);
    }

    /** Rectangles that a person has drawn. */
    public static PixelMasks of(List<Region> blanked) {
        return new PixelMasks(List.copyOf(blanked), List.of(), false);
    }

    /** True where a mask was made for this device, so that its text is taken for hidden. */
    public boolean byDevice() {
        return byDevice;
    }

    /** True where nothing is blanked. */
    public boolean isEmpty() {
        return blanked.isEmpty() && shown.isEmpty();
    }

    /**
     * The object with its rectangles blanked in every frame, uncompressed; itself where nothing is to be blanked.
     *
     * @throws isocenter.ingest.pixel.PixelDecodeException when a frame cannot be decoded
     */
    public DicomObject blank(DicomObject object) {
        if (isEmpty()) {
            return object;
        }
        boolean inverted = object.dataSet()
                .text(Tags.PHOTOMETRIC_INTERPRETATION)
                .orElse("")
                .equals("MONOCHROME1");
        int bitsStored = object.dataSet().integer(Tags.BITS_STORED).orElse(8);
        return NativePixels.changed(object, frame -> {
            blank(frame, inverted);
            return ColourImage.inRgb(frame, bitsStored);
        });
    }

    private void blank(StoredFrame.Integers frame, boolean inverted) {
        BitSet hidden = hidden(frame.rows(), frame.columns());
        int black = frame.colours() == ColourSpace.GREY ? black(frame.values(), inverted) : 0;
        int[] values = frame.values();
        int samples = frame.samples();
        for (int i = hidden.nextSetBit(0); i >= 0; i = hidden.nextSetBit(i + 1)) {
            Arrays.fill(values, i * samples, (i + 1) * samples, black);
            if (frame.colours() == ColourSpace.YBR_FULL) {
                values[i * samples + 1] = 128;
                values[i * samples + 2] = 128;
            }
        }
    }

    private BitSet hidden(int rows, int columns) {
        BitSet hidden = new BitSet(rows * columns);
        if (!shown.isEmpty()) {
            hidden.set(0, rows * columns);
            shown.forEach(region -> fill(hidden, region, rows, columns, false));
        }
        blanked.forEach(region -> fill(hidden, region, rows, columns, true));
        return hidden;
    }

    private static void fill(BitSet hidden, Region region, int rows, int columns, boolean value) {
        int right = Math.min(columns, region.right());
        for (int y = region.y(); y < Math.min(rows, region.bottom()) && region.x() < right; y++) {
            hidden.set(y * columns + region.x(), y * columns + right, value);
        }
    }

    /** The darkest value that the frame has, so that no window changes by what is blanked. */
    private static int black(int[] values, boolean inverted) {
        int black = values[0];
        for (int value : values) {
            black = inverted ? Math.max(black, value) : Math.min(black, value);
        }
        return black;
    }
}
