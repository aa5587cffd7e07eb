package isocenter.ingest.deidentify.score;

import isocenter.ingest.deidentify.score.Check.Action;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.pixel.Frames;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Pictures: soft shadows with noise, a marker of side, and where the modality does so, writing that names the patient:
 * ultrasound around its regions, an angiograph in a corner that the profile knows. JPEG files carry a comment.
 */
final class PixelContent {
    static final int ROWS = 160;
    static final int COLUMNS = 224;
    /** Where the angiograph of this cohort writes: x, y, width, height. */
    static final int[] ANGIOGRAPH = {0, 130, 224, 30};

    private static final int[] ULTRASOUND = {20, 40, 200, 150};
    private static final int INK = 255;

    private PixelContent() {}

    static String sopClass(String modality) {
        return "1.2.840.10008.5.1.4.1.1."
                + switch (modality) {
                    case "CR" -> "1";
                    case "DX" -> "1.1";
                    case "MG" -> "1.2";
                    case "CT" -> "2";
                    case "MR" -> "4";
                    case "PT" -> "128";
                    case "US" -> "6.1";
                    case "NM" -> "20";
                    default -> "12.1";
                };
    }

    static int[] shadows(Random random) {
        int[] values = new int[ROWS * COLUMNS];
        double phase = random.nextDouble() * 6;
        for (int i = 0; i < values.length; i++) {
            double x = i % COLUMNS / 31.0;
            double y = i / COLUMNS / 23.0;
            double soft = 110 + 60 * Math.sin(x + phase) * Math.cos(y) + random.nextGaussian() * 3;
            values[i] = Math.max(0, Math.min(230, (int) soft));
        }
        return values;
    }

    static void add(SyntheticObject object, String modality, Random random, int serial) {
        int[] values = shadows(random);
        BitmapFont.draw(values, COLUMNS, COLUMNS - 14, 60, 2, "L", INK);
        describe(object.dataSet);
        if (modality.equals("US")) {
            ultrasound(object, values);
        } else if (modality.equals("XA")) {
            object.dataSet.putText(Tags.MANUFACTURER, "Veridian").putText(Tags.MANUFACTURER_MODEL_NAME, "AngioMax 9");
            object.checks.removeIf(check -> check.path().equals(List.of(Tags.MANUFACTURER))
                    || check.path().equals(List.of(Tags.MANUFACTURER_MODEL_NAME)));
            BitmapFont.draw(values, COLUMNS, 4, 138, 2, object.person.mrn() + " 12.04.1957", INK);
            object.check(Action.PIXELS_HIDDEN, "0,130,224,30");
            object.check(Action.PIXELS_RETAINED, "0,0,224,130");
        } else {
            object.check(Action.PIXELS_RETAINED, "0,0,224,160");
        }
        boolean jpeg = modality.equals("DX") && serial % 2 == 0;
        put(object, values, jpeg);
    }

    static void describe(DataSet dataSet) {
        dataSet.putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, ROWS)
                .putIntegers(Tags.COLUMNS, COLUMNS)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .putIntegers(Tags.BITS_STORED, 8)
                .putIntegers(Tags.HIGH_BIT, 7)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0);
    }

    private static void ultrasound(SyntheticObject object, int[] values) {
        DataSet region = new DataSet()
                .putIntegers(0x00186018, ULTRASOUND[0])
                .putIntegers(0x0018601A, ULTRASOUND[1])
                .putIntegers(0x0018601C, ULTRASOUND[2])
                .putIntegers(0x0018601E, ULTRASOUND[3])
                .putIntegers(0x00186012, 1)
                .putIntegers(0x00186014, 1);
        object.dataSet.put(Element.sequence(0x00186011, List.of(region)));
        BitmapFont.draw(values, COLUMNS, 4, 4, 2, object.person.family().replaceAll("[^A-Za-z]", "A") + "^X", INK);
        BitmapFont.draw(values, COLUMNS, 4, 22, 1, object.person.mrn() + " 12.04.1957", INK);
        object.check(Action.PIXELS_HIDDEN, "0,0,224,40");
        object.check(Action.PIXELS_RETAINED, "20,40,181,111");
    }

    static void put(SyntheticObject object, int[] values, boolean jpeg) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        if (jpeg) {
            object.syntax = TransferSyntax.JPEG_BASELINE;
            String comment = object.person.pn() + " " + object.person.mrn();
            object.dataSet.put(Element.fragments(Tags.PIXEL_DATA, List.of(withComment(jpeg(bytes), comment))));
            object.dataSet.putText(Tags.LOSSY_IMAGE_COMPRESSION, "01");
        } else {
            object.dataSet.put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, bytes));
        }
    }

    private static byte[] jpeg(byte[] grey) {
        BufferedImage image = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, COLUMNS, ROWS, grey);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A COM and an APP1 segment right behind the start marker. */
    private static byte[] withComment(byte[] jpeg, String text) {
        byte[] words = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        for (int marker : new int[] {0xFE, 0xE1}) {
            out.write(0xFF);
            out.write(marker);
            out.write((words.length + 2) >> 8);
            out.write(words.length + 2);
            out.writeBytes(words);
        }
        out.write(jpeg, 2, jpeg.length - 2);
        if (out.size() % 2 != 0) {
            out.write(0);
        }
        return out.toByteArray();
    }

    /** The stored values of an object's first frame. */
    static int[] values(isocenter.ingest.dicom.DicomObject object) {
        Frames frames = Frames.of(object);
        return ((isocenter.ingest.pixel.StoredFrame.Integers) frames.stored(0)).values();
    }
}
