package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The image pixel module (PS3.3 C.7.6.3), checked: after construction the sizes are positive, their products fit, and the
 * bit fields fit into one another.
 *
 * @param element the tag of the element that holds the pixels
 * @param planar samples of one pixel are in separate planes (uncompressed and RLE)
 */
record PixelDescription(
        int element,
        int rows,
        int columns,
        int samples,
        int frames,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean planar,
        String photometric) {
    /** Samples of one frame; a frame of the largest full-field mammogram has 25 million. */
    static final long MAX_SAMPLES = 1L << 26;

    private static final int MAX_FRAMES = 1_000_000;
    private static final List<Integer> PIXELS =
            List.of(Tags.PIXEL_DATA, Tags.FLOAT_PIXEL_DATA, Tags.DOUBLE_FLOAT_PIXEL_DATA);

    static boolean present(DataSet dataSet) {
        return PIXELS.stream().anyMatch(dataSet::contains);
    }

    static PixelDescription of(DataSet dataSet) {
        int element = PIXELS.stream()
                .filter(dataSet::contains)
                .findFirst()
                .orElseThrow(() -> new PixelDecodeException("the object has no pixel data"));
        int rows = required(dataSet, Tags.ROWS, "Rows");
        int columns = required(dataSet, Tags.COLUMNS, "Columns");
        int samples = optional(dataSet, Tags.SAMPLES_PER_PIXEL, "Samples per Pixel", 1);
        int frames = optional(dataSet, Tags.NUMBER_OF_FRAMES, "Number of Frames", 1);
        int real = element == Tags.FLOAT_PIXEL_DATA ? 32 : element == Tags.DOUBLE_FLOAT_PIXEL_DATA ? 64 : 0;
        int allocated = real != 0 ? real : required(dataSet, Tags.BITS_ALLOCATED, "Bits Allocated");
        int stored = real != 0 ? real : optional(dataSet, Tags.BITS_STORED, "Bits Stored", allocated);
        PixelDescription description = new PixelDescription(
                element,
                rows,
                columns,
                samples,
                frames,
                allocated,
                stored,
                real != 0 ? real - 1 : optional(dataSet, Tags.HIGH_BIT, "High Bit", stored - 1),
                optional(dataSet, Tags.PIXEL_REPRESENTATION, "Pixel Representation", 0) == 1,
                samples > 1 && optional(dataSet, Tags.PLANAR_CONFIGURATION, "Planar Configuration", 0) == 1,
                dataSet.text(Tags.PHOTOMETRIC_INTERPRETATION).orElse(samples == 1 ? "MONOCHROME2" : ""));
        description.check();
        return description;
    }

    private void check() {
        require(rows >= 1 && rows <= 65535, "Rows is out of range");
        require(columns >= 1 && columns <= 65535, "Columns is out of range");
        require(frames >= 1 && frames <= MAX_FRAMES, "Number of Frames is out of range");
        require(samples == 1 || samples == 3, "Samples per Pixel is neither 1 nor 3");
        require((long) rows * columns * samples <= MAX_SAMPLES, "a frame has more than " + MAX_SAMPLES + " samples");
        if (isReal()) {
            require(samples == 1, "real pixel data has more than one sample per pixel");
            return;
        }
        require(
                bitsAllocated == 1 || bitsAllocated == 8 || bitsAllocated == 16 || bitsAllocated == 32,
                "Bits Allocated is not 1, 8, 16 or 32");
        require(bitsStored >= 1 && bitsStored <= bitsAllocated, "Bits Stored does not fit Bits Allocated");
        require(highBit >= bitsStored - 1 && highBit < bitsAllocated, "High Bit does not fit Bits Stored");
        require(bitsAllocated > 1 || samples == 1, "one-bit pixel data has more than one sample per pixel");
        require(samples == 1 || !isGreyPhotometric(), "Samples per Pixel and Photometric Interpretation disagree");
        require(samples == 3 || isGreyPhotometric(), "Samples per Pixel and Photometric Interpretation disagree");
    }

    private boolean isGreyPhotometric() {
        return photometric.startsWith("MONOCHROME") || photometric.equals("PALETTE COLOR");
    }

    boolean isReal() {
        return element != Tags.PIXEL_DATA;
    }

    /** True for uncompressed 4:2:2 chrominance, which has 16 bits a pixel (PS3.3 C.7.6.3.1.2). */
    boolean isNative422() {
        return photometric.equals("YBR_FULL_422") || photometric.equals("YBR_PARTIAL_422");
    }

    int pixels() {
        return rows * columns;
    }

    int samplesPerFrame() {
        return rows * columns * samples;
    }

    /** What the samples mean once chrominance and J2K component transforms are undone. */
    ColourSpace colours() {
        if (samples == 1) {
            return photometric.equals("PALETTE COLOR") ? ColourSpace.PALETTE : ColourSpace.GREY;
        }
        return switch (photometric) {
            case "RGB", "YBR_RCT", "YBR_ICT" -> ColourSpace.RGB;
            case "YBR_FULL", "YBR_FULL_422" -> ColourSpace.YBR_FULL;
            case "YBR_PARTIAL_420" -> ColourSpace.YBR_PARTIAL;
            default -> throw new PixelDecodeException("the Photometric Interpretation is not supported");
        };
    }

    /** A value from its stored bits: the bits above are dropped and the sign is extended. */
    int fromBits(int bits) {
        int shift = 32 - bitsStored;
        return signed ? bits << shift >> shift : bits << shift >>> shift;
    }

    private static int required(DataSet dataSet, int tag, String name) {
        if (!dataSet.hasValue(tag)) {
            throw new PixelDecodeException(name + " is missing");
        }
        return optional(dataSet, tag, name, 0);
    }

    private static int optional(DataSet dataSet, int tag, String name, int absent) {
        if (!dataSet.hasValue(tag)) {
            return absent;
        }
        OptionalDouble value = dataSet.number(tag);
        if (value.isEmpty() || value.getAsDouble() != (int) value.getAsDouble()) {
            throw new PixelDecodeException(name + " is not an integer");
        }
        return (int) value.getAsDouble();
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            throw new PixelDecodeException(reason);
        }
    }
}
