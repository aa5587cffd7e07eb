package isocenter.deploy.app;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Sixteen fields of colours, stored in every way that viewers get wrong. */
final class ColourPhantoms {
    /** Columns and rows of an image. */
    private static final int FIELDS = 64;

    private final ViewerPhantoms phantoms;

    ColourPhantoms(ViewerPhantoms phantoms) {
        this.phantoms = phantoms;
    }

    /** Ways in which the same fields of colours are stored. */
    enum Storage {
        RGB,
        YBR_FULL,
        /** Entries of 8 bits. */
        PALETTE,
        /** Entries of 16 bits in segments, for pixels of 16 bits. */
        SEGMENTED_PALETTE,
        /** 32 bits a sample. */
        WIDE,
        /** JPEG of luminance and chrominance in an object that states RGB. */
        MISNAMED_JPEG,
        /** Single bits, white and black in place of the colours; of modality OP. */
        BITS,
        /** RGB, of an object without Modality, which it must have. */
        NO_MODALITY
    }

    /** Red, green and blue of a field, 16 pixels square, of which four are in a row. */
    static int[] colour(int field) {
        return new int[] {field % 4 * 85, field / 4 * 85, field * 7 % 16 * 17};
    }

    /** White or black of a field of single bits. */
    static int[] bit(int field) {
        int grey = 255 * (field % 3 & 1);
        return new int[] {grey, grey, grey};
    }

    void write(Storage storage) throws IOException {
        boolean palette = storage == Storage.PALETTE || storage == Storage.SEGMENTED_PALETTE;
        int samples = palette || storage == Storage.BITS ? 1 : 3;
        int bits = switch (storage) {
            case SEGMENTED_PALETTE -> 16;
            case WIDE -> 32;
            case BITS -> 1;
            default -> 8;
        };
        DataSet image = ViewerPhantoms.image(
                        "1.2.840.10008.5.1.4.1.1.77.1.4",
                        storage == Storage.BITS ? "OP" : "XC",
                        ViewerPhantoms.uid(),
                        ViewerPhantoms.uid(),
                        ViewerPhantoms.uid(),
                        FIELDS,
                        FIELDS)
                .putText(
                        Tags.PHOTOMETRIC_INTERPRETATION,
                        palette
                                ? "PALETTE COLOR"
                                : samples == 1 ? "MONOCHROME2" : storage == Storage.YBR_FULL ? "YBR_FULL" : "RGB")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, samples)
                .putIntegers(Tags.BITS_ALLOCATED, bits)
                .putIntegers(Tags.BITS_STORED, bits)
                .putIntegers(Tags.HIGH_BIT, bits - 1);
        if (samples == 3) {
            image.putIntegers(Tags.PLANAR_CONFIGURATION, 0);
        }
        if (palette) {
            for (int sample = 0; sample < 3; sample++) {
                table(image, sample, bits);
            }
        }
        if (storage == Storage.NO_MODALITY) {
            image.remove(Tags.MODALITY);
        }
        if (storage == Storage.MISNAMED_JPEG) {
            phantoms.write(
                    image.put(Element.fragments(Tags.PIXEL_DATA, List.of(jpeg()))), TransferSyntax.JPEG_BASELINE);
            return;
        }
        ByteBuffer pixels = ByteBuffer.allocate(Math.max(1, bits * samples / 8) * FIELDS * FIELDS / (bits == 1 ? 8 : 1))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < FIELDS * FIELDS; i++) {
            int field = field(i);
            switch (storage) {
                case PALETTE -> pixels.put((byte) field);
                case SEGMENTED_PALETTE -> pixels.putShort((short) field);
                case BITS -> pixels.put(i / 8, (byte) (pixels.get(i / 8) | (field % 3 & 1) << i % 8));
                case WIDE -> {
                    for (int value : colour(field)) {
                        pixels.putInt(value * 0x01010101);
                    }
                }
                case YBR_FULL -> pixels.put(chrominance(colour(field)));
                default -> {
                    for (int value : colour(field)) {
                        pixels.put((byte) value);
                    }
                }
            }
        }
        phantoms.write(
                image.put(Element.bytes(Tags.PIXEL_DATA, bits > 8 ? Vr.OW : Vr.OB, pixels.array())),
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    private static int field(int pixel) {
        return pixel / FIELDS / 16 * 4 + pixel % FIELDS / 16;
    }

    /** PS3.3 C.7.6.3.1.2. */
    private static byte[] chrominance(int[] rgb) {
        double y = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
        double[] values = {y, 128 + (rgb[2] - y) / 1.772, 128 + (rgb[0] - y) / 1.402};
        byte[] bytes = new byte[3];
        for (int sample = 0; sample < 3; sample++) {
            bytes[sample] = (byte) Math.max(0, Math.min(255, Math.round(values[sample])));
        }
        return bytes;
    }

    /** Sixteen entries: as they are, or in two discrete segments (PS3.3 C.7.9.2). */
    private static void table(DataSet image, int sample, int bits) {
        ByteBuffer entries = ByteBuffer.allocate(bits == 8 ? 16 : 2 * (16 + 4)).order(ByteOrder.LITTLE_ENDIAN);
        for (int field = 0; field < 16; field++) {
            if (bits == 8) {
                entries.put((byte) colour(field)[sample]);
            } else {
                if (field % 8 == 0) {
                    entries.putShort((short) 0).putShort((short) 8);
                }
                entries.putShort((short) (colour(field)[sample] * 257));
            }
        }
        int data = bits == 8
                ? Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA
                : Tags.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA;
        image.put(Element.integers(Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + sample, Vr.US, 16, 0, bits))
                .put(Element.bytes(data + sample, Vr.OW, entries.array()));
    }

    /** As Java writes it: with a JFIF header, chrominance of half the resolution. */
    private static byte[] jpeg() throws IOException {
        BufferedImage picture = new BufferedImage(FIELDS, FIELDS, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < FIELDS * FIELDS; i++) {
            int[] rgb = colour(field(i));
            picture.setRGB(i % FIELDS, i / FIELDS, rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(jpeg)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        if (jpeg.size() % 2 != 0) {
            jpeg.write(0);
        }
        return jpeg.toByteArray();
    }
}
