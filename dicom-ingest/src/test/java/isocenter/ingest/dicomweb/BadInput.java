package isocenter.ingest.dicomweb;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomBytes;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/**
 * Files that should not exist and do. Each is an image that would be kept but for one thing.
 *
 * @param refused whether it is quarantined; what is kept all the same is kept without its oddity
 */
record BadInput(String name, byte[] file, boolean refused) {
    static final String NAME = "Zzyzx^Quentin";
    static final String ID = "PHI778899";
    static final String BIRTH_DATE = "19410203";
    private static final int SIDE = 8;
    private static final int ITEM = 0xFFFEE000;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

    /** What must be seen nowhere outside of the request. */
    static final List<String> SECRETS = List.of("Zzyzx", "Quentin", "ZZYZX", "QUENTIN", ID, BIRTH_DATE);

    static List<BadInput> all() {
        List<BadInput> all = new ArrayList<>();
        files(all);
        elements(all);
        pixels(all);
        identities(all);
        return all;
    }

    private static void files(List<BadInput> all) {
        all.add(new BadInput("empty", new byte[0], true));
        all.add(new BadInput("under 132 bytes", Arrays.copyOf(file(image()), 100), true));
        all.add(new BadInput("no DICM", withBytes(file(image()), 128, "XXXX"), true));
        all.add(new BadInput("PE in the preamble", withBytes(file(image()), 0, "MZ\u0090"), false));
        all.add(new BadInput("ELF in the preamble", withBytes(file(image()), 0, "\u007fELF"), false));
        all.add(new BadInput("Mach-O in the preamble", withBytes(file(image()), 0, "\u00cf\u00fa\u00ed\u00fe"), false));
        all.add(new BadInput("no file meta", body(image()), false));
        byte[] wrongLength = file(image());
        wrongLength[140] ^= 0x11;
        all.add(new BadInput("wrong group length", wrongLength, false));
        all.add(new BadInput(
                "unknown transfer syntax",
                DicomBytes.join(DicomBytes.fileHeader("1.2.840.10008.1.2.99.99"), body(image())),
                true));
        all.add(new BadInput(
                "syntax and bytes disagree",
                DicomBytes.join(DicomBytes.fileHeader(TransferSyntax.EXPLICIT_BIG_ENDIAN.uid()), body(image())),
                true));
        all.add(new BadInput("cut off", shorterBy(30), true));
        all.add(new BadInput("trailing zeros", shorterBy(-512), false));
        all.add(new BadInput(
                "trailing bytes",
                DicomBytes.join(file(image()), "behind the end".getBytes(StandardCharsets.US_ASCII)),
                true));
        all.add(new BadInput("deflate bomb", bomb(), true));
    }

    private static void elements(List<BadInput> all) {
        all.add(raw("value longer than the rest", DicomBytes.explicitLittle().header(0x7FE10010, "OB", 1 << 30), true));

        all.add(raw(
                "undefined length outside sequences",
                DicomBytes.explicitLittle().header(0x7FE10010, "LT", -1),
                true));
        DicomBytes nested = DicomBytes.explicitLittle();
        for (int i = 0; i < 10_000; i++) {
            nested.header(0x7FE11010, "SQ", -1).item(ITEM, -1);
        }
        all.add(raw("ten thousand nested sequences", nested, true));
        all.add(raw(
                "unclosed item",
                DicomBytes.explicitLittle().header(0x7FE11010, "SQ", -1).item(ITEM, -1),
                true));
        all.add(raw("duplicate tags", DicomBytes.explicitLittle().text(Tags.PATIENT_ID, "LO", ID + "9"), true));
        all.add(raw("unordered tags", DicomBytes.explicitLittle().text(Tags.IMAGE_COMMENTS, "LT", NAME), false));
        all.add(raw(
                "odd length",
                DicomBytes.explicitLittle()
                        .element(
                                Tags.IMAGE_COMMENTS, "LT", NAME.substring(0, 11).getBytes(StandardCharsets.US_ASCII)),
                false));
        all.add(kept("bad character set", image -> image.putText(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR NONSENSE")));
        all.add(kept(
                "patient data in private tags",
                image -> image.put(Element.text(0x00091010, Vr.PN, NAME))
                        .put(Element.text(0x00090010, Vr.LO, "ACME " + ID))));
        all.add(kept(
                "patient data in nested tags",
                image -> image.put(Element.sequence(
                        0x00081115,
                        List.of(new DataSet()
                                .putText(Tags.SERIES_INSTANCE_UID, uid())
                                .put(Element.sequence(
                                        0x00081199,
                                        List.of(new DataSet()
                                                .putText(Tags.PATIENT_NAME, NAME)
                                                .putText(Tags.PATIENT_ID, ID)
                                                .put(Element.text(0x00091010, Vr.UN, NAME))))))))));
    }

    private static void pixels(List<BadInput> all) {
        all.add(refused("rows 0", image -> image.putIntegers(Tags.ROWS, 0)));
        all.add(refused("columns 0", image -> image.putIntegers(Tags.COLUMNS, 0)));
        all.add(refused(
                "rows and columns huge",
                image -> image.putIntegers(Tags.ROWS, 65535).putIntegers(Tags.COLUMNS, 65535)));
        all.add(refused(
                "rows x columns x frames overflows",
                image -> image.putIntegers(Tags.ROWS, 8192)
                        .putIntegers(Tags.COLUMNS, 8192)
                        .putText(Tags.NUMBER_OF_FRAMES, "999999")));
        all.add(refused("bits stored over bits allocated", image -> image.putIntegers(Tags.BITS_STORED, 12)));
        all.add(refused("pixel data short", image -> pixels(image, SIDE * SIDE - 2)));
        all.add(refused("pixel data long", image -> pixels(image, 4 * SIDE * SIDE)));
        all.add(refused("frames -1", image -> image.putText(Tags.NUMBER_OF_FRAMES, "-1")));
        all.add(refused("frames is a word", image -> image.putText(Tags.NUMBER_OF_FRAMES, "many")));
        all.add(kept("palette index out of range", image -> palette(image, 4, 4)));
        all.add(refused("palette of the wrong size", image -> palette(image, 4, 3)));
        all.add(refused(
                "VOI LUT of the wrong size",
                image -> image.put(Element.sequence(
                        Tags.VOI_LUT_SEQUENCE,
                        List.of(new DataSet()
                                .put(Element.integers(Tags.LUT_DESCRIPTOR, Vr.US, 256, 0, 16))
                                .put(Element.integers(Tags.LUT_DATA, Vr.US, 1, 2, 3)))))));
        all.add(refused(
                "slope NaN", image -> image.putText(Tags.RESCALE_SLOPE, "NaN").putText(Tags.RESCALE_INTERCEPT, "0")));
        all.add(encapsulated("RLE overrun", TransferSyntax.RLE_LOSSLESS, image(), rle()));
        all.add(encapsulated(
                "JPEG that is none", TransferSyntax.JPEG_BASELINE, image(), new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2
                }));
        all.add(encapsulated(
                "JPEG of another size than the tags say",
                TransferSyntax.JPEG_BASELINE,
                image().putIntegers(Tags.ROWS, 99),
                jpeg()));
        all.add(new BadInput("offset table out of range", offsetTable(), true));
    }

    private static void identities(List<BadInput> all) {
        for (String uid : List.of(
                "../../../etc/passwd",
                "/etc/passwd",
                "1." + "2".repeat(80),
                "1.2;rm -rf",
                "1.2\0.3",
                "$(id)",
                "not a uid")) {
            all.add(refused(
                    "SOP Instance UID " + uid.replace('\0', '0'), image -> image.putText(Tags.SOP_INSTANCE_UID, uid)));
            all.add(refused(
                    "Study Instance UID " + uid.replace('\0', '0'),
                    image -> image.putText(Tags.STUDY_INSTANCE_UID, uid)));
        }
        all.add(kept("birth date in the future", image -> image.putText(Tags.PATIENT_BIRTH_DATE, "20990101")));
        all.add(refused(
                "encapsulated PDF",
                image -> image.putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.104.1")
                        .put(Element.bytes(0x00420011, Vr.OB, ("%PDF " + NAME).getBytes(StandardCharsets.US_ASCII)))));
        all.add(refused("no SOP class", image -> image.remove(Tags.SOP_CLASS_UID)));
        all.add(refused("no pixel data", image -> image.remove(Tags.PIXEL_DATA)));
    }

    static DataSet image() {
        return pixels(
                new DataSet()
                        .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
                        .putText(Tags.SOP_INSTANCE_UID, uid())
                        .putText(Tags.STUDY_INSTANCE_UID, uid())
                        .putText(Tags.SERIES_INSTANCE_UID, uid())
                        .putText(Tags.PATIENT_ID, ID)
                        .putText(Tags.PATIENT_NAME, NAME)
                        .putText(Tags.PATIENT_BIRTH_DATE, BIRTH_DATE)
                        .putText(Tags.MODALITY, "DX")
                        .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                        .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                        .putIntegers(Tags.ROWS, SIDE)
                        .putIntegers(Tags.COLUMNS, SIDE)
                        .putIntegers(Tags.BITS_ALLOCATED, 8)
                        .putIntegers(Tags.BITS_STORED, 8)
                        .putIntegers(Tags.HIGH_BIT, 7)
                        .putIntegers(Tags.PIXEL_REPRESENTATION, 0),
                SIDE * SIDE);
    }

    private static DataSet pixels(DataSet image, int bytes) {
        byte[] pixels = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            pixels[i] = (byte) (i * 3);
        }
        return image.put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
    }

    private static void palette(DataSet image, int entries, int present) {
        image.putText(Tags.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR");
        for (int colour = 0; colour < 3; colour++) {
            image.put(Element.integers(Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + colour, Vr.US, entries, 0, 16));
            image.put(Element.integers(Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA + colour, Vr.OW, new long[present]));
        }
    }

    private static BadInput refused(String name, Consumer<DataSet> change) {
        return changed(name, change, true);
    }

    private static BadInput kept(String name, Consumer<DataSet> change) {
        return changed(name, change, false);
    }

    private static BadInput changed(String name, Consumer<DataSet> change, boolean refused) {
        DataSet image = image();
        change.accept(image);
        return new BadInput(name, DicomBytes.join(DicomBytes.fileHeader(EXPLICIT), body(image)), refused);
    }

    private static BadInput raw(String name, DicomBytes more, boolean refused) {
        return new BadInput(
                name, DicomBytes.join(DicomBytes.fileHeader(EXPLICIT), body(image()), more.bytes()), refused);
    }

    private static BadInput encapsulated(String name, TransferSyntax syntax, DataSet image, byte[] frame) {
        image.put(Element.fragments(Tags.PIXEL_DATA, List.of(frame)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(new DicomObject(new DataSet(), image, syntax), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BadInput(name, out.toByteArray(), true);
    }

    /** A header of one segment whose run goes on behind the end of the frame. */
    private static byte[] rle() {
        ByteBuffer frame = ByteBuffer.allocate(70).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(1).putInt(64).position(64);
        frame.put((byte) 127).put(new byte[5]);
        return frame.array();
    }

    private static byte[] jpeg() {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size() % 2 == 0 ? out.toByteArray() : Arrays.copyOf(out.toByteArray(), out.size() + 1);
    }

    private static byte[] offsetTable() {
        DataSet image = image().putText(Tags.NUMBER_OF_FRAMES, "2");
        image.remove(Tags.PIXEL_DATA);
        DicomBytes pixels = DicomBytes.explicitLittle()
                .header(Tags.PIXEL_DATA, "OB", -1)
                .item(ITEM, 8)
                .int32(0)
                .int32(0x7FFFFFF0)
                .item(ITEM, 4)
                .int32(0)
                .item(ITEM, 4)
                .int32(0)
                .item(SEQUENCE_END, 0);
        return DicomBytes.join(DicomBytes.fileHeader(TransferSyntax.RLE_LOSSLESS.uid()), body(image), pixels.bytes());
    }

    private static byte[] bomb() {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(new byte[200 << 20]);
        deflater.finish();
        byte[] deflated = new byte[1 << 20];
        int length = deflater.deflate(deflated);
        deflater.end();
        return DicomBytes.join(
                DicomBytes.fileHeader(TransferSyntax.DEFLATED_EXPLICIT_LITTLE_ENDIAN.uid()),
                Arrays.copyOf(deflated, length));
    }

    private static byte[] body(DataSet image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.writeDataSet(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] file(DataSet image) {
        return DicomBytes.join(DicomBytes.fileHeader(EXPLICIT), body(image));
    }

    private static byte[] shorterBy(int bytes) {
        byte[] sound = file(image());
        return Arrays.copyOf(sound, sound.length - bytes);
    }

    private static byte[] withBytes(byte[] file, int at, String text) {
        byte[] changed = file.clone();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        return changed;
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    @Override
    public String toString() {
        return name;
    }
}
