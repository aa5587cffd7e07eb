package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every damaged or hostile file ends in a DicomFormatException with a reason, in bounded time. */
class HostileInputTest {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String JPEG = "1.2.840.10008.1.2.4.50";

    private final Part10Parser parser = new Part10Parser();

    private static DicomBytes explicit() {
        return DicomBytes.explicitLittle();
    }

    private static DicomBytes openItems(int depth) {
        DicomBytes bytes = explicit();
        for (int i = 0; i < depth; i++) {
            bytes.header(Tags.CONTENT_SEQUENCE, "SQ", -1).item(Tags.ITEM, -1);
        }
        return bytes;
    }

    private static DicomBytes nested(int depth) {
        DicomBytes bytes = openItems(depth);
        for (int i = 0; i < depth; i++) {
            bytes.item(Tags.ITEM_DELIMITATION_ITEM, 0).item(Tags.SEQUENCE_DELIMITATION_ITEM, 0);
        }
        return bytes;
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        byte[] id = explicit().text(Tags.PATIENT_ID, "LO", "A1").bytes();
        Map<String, byte[]> files = Map.ofEntries(
                Map.entry("is empty", new byte[0]),
                Map.entry("not a DICOM file", new byte[] {1, 2, 3}),
                Map.entry("no DICM prefix", windowsProgram()),
                Map.entry("no data set", DicomBytes.fileHeader(EXPLICIT)),
                Map.entry("transfer syntax is unknown", explicit().raw(id).file("1.2.3.4")),
                Map.entry(
                        "claims 4294967294 bytes",
                        explicit().header(Tags.PIXEL_DATA, "OW", -2).file(EXPLICIT)),
                Map.entry(
                        "claims 100 bytes",
                        explicit().header(Tags.PATIENT_ID, "LO", 100).raw(id).file(EXPLICIT)),
                Map.entry(
                        "is cut off",
                        explicit()
                                .tag(Tags.PIXEL_DATA)
                                .raw((byte) 'O', (byte) 'W', (byte) 0, (byte) 0)
                                .file(EXPLICIT)),
                Map.entry(
                        "may not have undefined length",
                        explicit().header(Tags.PIXEL_DATA, "OW", -1).file(EXPLICIT)),
                Map.entry(
                        "no valid VR",
                        new DicomBytes(false, ByteOrder.LITTLE_ENDIAN)
                                .text(Tags.PATIENT_ID, "LO", "A1")
                                .file(EXPLICIT)),
                Map.entry("nested deeper than 64", nested(10_000).file(EXPLICIT)),
                Map.entry("item of undefined length is not closed", openItems(3).file(EXPLICIT)),
                Map.entry(
                        "sequence of undefined length is not closed",
                        explicit().header(Tags.CONTENT_SEQUENCE, "SQ", -1).file(EXPLICIT)),
                Map.entry(
                        "item claims more bytes",
                        explicit()
                                .header(Tags.CONTENT_SEQUENCE, "SQ", 8)
                                .item(Tags.ITEM, 9999)
                                .file(EXPLICIT)),
                Map.entry(
                        "an item is cut off",
                        explicit()
                                .header(Tags.CONTENT_SEQUENCE, "SQ", 4)
                                .raw(new byte[4])
                                .file(EXPLICIT)),
                Map.entry(
                        "something other than items",
                        explicit()
                                .header(Tags.CONTENT_SEQUENCE, "SQ", id.length)
                                .raw(id)
                                .file(EXPLICIT)),
                Map.entry(
                        "sequence delimiter stands",
                        explicit().item(Tags.SEQUENCE_DELIMITATION_ITEM, 0).file(EXPLICIT)),
                Map.entry(
                        "does not belong in a data set",
                        explicit().raw(id).text(0x00020010, "UI", "1.2").file(EXPLICIT)),
                Map.entry(
                        "3 bytes after the last element",
                        explicit().raw(id).raw((byte) 1, (byte) 2, (byte) 3).file(EXPLICIT)),
                Map.entry(
                        "pixel data is not closed",
                        explicit()
                                .header(Tags.PIXEL_DATA, "OB", -1)
                                .item(Tags.ITEM, 0)
                                .file(JPEG)),
                Map.entry(
                        "fragment that is damaged",
                        explicit()
                                .header(Tags.PIXEL_DATA, "OB", -1)
                                .item(Tags.ITEM, 0)
                                .item(Tags.ITEM, 99)
                                .file(JPEG)),
                Map.entry("deflate bomb", bomb()),
                Map.entry("deflated data ends", cutDeflated()),
                Map.entry(
                        "deflated data is damaged",
                        explicit().raw(new byte[] {7, 7, 7, 7}).file("1.2.840.10008.1.2.1.99")),
                Map.entry("more than 1000000 elements", manyItems()));
        return files.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> Assertions.assertThatThrownBy(() -> parser.parse(entry.getValue()))
                                .isInstanceOf(DicomFormatException.class)
                                .hasMessageContaining(entry.getKey())));
    }

    @Test
    void acceptsTheDeepestNestingAllowed() {
        assertThat(parser.parse(nested(64).file(EXPLICIT)).dataSet().size()).isEqualTo(1);
        assertThatThrownBy(() -> parser.parse(nested(65).file(EXPLICIT))).isInstanceOf(DicomFormatException.class);
    }

    @Test
    void toleratesOddLengthsUnorderedElementsAndTrailingZeros() {
        byte[] file = explicit()
                .element(Tags.PATIENT_SEX, "CS", new byte[] {'F'})
                .element(Tags.PATIENT_ID, "LO", DicomBytes.ascii("ABC"))
                .raw(new byte[64])
                .file(EXPLICIT);
        DataSet dataSet = parser.parse(file).dataSet();
        assertThat(dataSet.text(Tags.PATIENT_ID)).contains("ABC");
        assertThat(dataSet.iterator().next().tag()).isEqualTo(Tags.PATIENT_ID);
    }

    /** Whatever happens to a file, only the declared exception comes out, and soon. */
    @Test
    void survivesRandomDamage() {
        byte[] sound = nested(3)
                .text(Tags.PATIENT_ID, "LO", "A1")
                .header(Tags.PIXEL_DATA, "OW", 64)
                .raw(new byte[64])
                .file(EXPLICIT);
        byte[] implicit = new DicomBytes(false, ByteOrder.LITTLE_ENDIAN)
                .text(Tags.PATIENT_ID, "LO", "A1")
                .header(Tags.CONTENT_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, -1)
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file(IMPLICIT);
        Random random = new Random(20261122);
        Assertions.assertThatCode(() ->
                        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                            for (int i = 0; i < 20_000; i++) {
                                byte[] damaged = (i % 2 == 0 ? sound : implicit).clone();
                                for (int k = random.nextInt(4); k >= 0; k--) {
                                    damaged[132 + random.nextInt(damaged.length - 132)] = (byte) random.nextInt(256);
                                }
                                parseOrRefuse(Arrays.copyOf(damaged, damaged.length - random.nextInt(4)));
                            }
                        }))
                .doesNotThrowAnyException();
    }

    private void parseOrRefuse(byte[] bytes) {
        try {
            for (Element element : parser.parse(bytes).dataSet()) {
                element.length();
            }
        } catch (DicomFormatException expected) {
            assertThat(expected.reason()).isNotEmpty();
        }
    }

    private static byte[] windowsProgram() {
        byte[] program = new byte[512];
        program[0] = 'M';
        program[1] = 'Z';
        return program;
    }

    private static byte[] bomb() {
        return DicomBytes.join(DicomBytes.fileHeader("1.2.840.10008.1.2.1.99"), deflate(new byte[64 << 20]));
    }

    private static byte[] cutDeflated() {
        byte[] whole = deflate(explicit().text(Tags.PATIENT_ID, "LO", "A1").bytes());
        return DicomBytes.join(DicomBytes.fileHeader("1.2.840.10008.1.2.1.99"), Arrays.copyOf(whole, whole.length - 4));
    }

    private static byte[] manyItems() {
        DicomBytes bytes = explicit().header(Tags.CONTENT_SEQUENCE, "SQ", -1);
        for (int i = 0; i < 1_000_001; i++) {
            bytes.item(Tags.ITEM, 0);
        }
        return bytes.file(EXPLICIT);
    }

    private static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream =
                new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
