package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DicomWriterTest {
    private final Part10Parser parser = new Part10Parser();

    private static DataSet example() {
        DataSet deepest = new DataSet().putText(Tags.CODE_MEANING, "größer");
        DataSet item = new DataSet()
                .putText(Tags.CODE_VALUE, "T-1")
                .put(Element.sequence(Tags.CONTENT_SEQUENCE, List.of(deepest, new DataSet())));
        return new DataSet()
                .putText(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
                .putText(Tags.SOP_INSTANCE_UID, "2.25.77")
                .putText(Tags.IMAGE_TYPE, "DERIVED", "SECONDARY", "X")
                .putText(Tags.PATIENT_ID, "odd")
                .put(Element.sequence(Tags.PROCEDURE_CODE_SEQUENCE, List.of(item)))
                .putIntegers(Tags.ROWS, 0xABCD)
                .put(Element.integers(Tags.DIMENSION_ORGANIZATION_UID ^ 0x1000, Vr.UL, 0x01020304L))
                .put(Element.integers(0x00200001 | 0x9000, Vr.AT, 0x00280010))
                .put(Element.reals(0x00189073, Vr.FD, Math.PI))
                .put(Element.integers(0x00091010, Vr.OW, 1, 2, 0xFFFE));
    }

    private static byte[] written(DicomObject object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(object, out);
        return out.toByteArray();
    }

    /** The same elements and values, whatever byte order each side keeps. */
    static void assertSame(DataSet actual, DataSet expected, boolean implicit) {
        List<Element> left = actual.elements().stream().toList();
        List<Element> right = expected.elements().stream()
                .filter(e -> (e.tag() & 0xFFFF) != 0)
                .toList();
        assertThat(left)
                .extracting(Element::tag)
                .isEqualTo(right.stream().map(Element::tag).toList());
        for (int i = 0; i < left.size(); i++) {
            Element a = left.get(i);
            Element b = right.get(i);
            assertThat(a.items()).hasSameSizeAs(b.items());
            for (int k = 0; k < a.items().size(); k++) {
                assertSame(a.items().get(k), b.items().get(k), implicit);
            }
            assertThat(a.fragments()).isEqualTo(b.fragments());
            assertThat(a.basicOffsetTable()).isEqualTo(b.basicOffsetTable());
            assertThat(canonical(a)).as("%s", b).isEqualTo(canonical(b));
            if (!implicit && b.length() < 0xFFFF) {
                assertThat(a.vr()).as("%s", b).isEqualTo(b.vr());
            }
        }
    }

    /** Little endian, padded to an even length. */
    private static byte[] canonical(Element element) {
        ByteBuffer buffer = element.bytes();
        byte[] bytes = new byte[buffer.remaining() + (buffer.remaining() & 1)];
        Arrays.fill(bytes, element.vr().padding());
        int unit = element.vr().unit();
        int length = buffer.remaining();
        for (int i = 0; i < length; i++) {
            boolean swap = buffer.order() == ByteOrder.BIG_ENDIAN && length % unit == 0;
            bytes[swap ? i / unit * unit + unit - 1 - i % unit : i] = buffer.get();
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(
            value = TransferSyntax.class,
            names = {
                "IMPLICIT_LITTLE_ENDIAN",
                "EXPLICIT_LITTLE_ENDIAN",
                "DEFLATED_EXPLICIT_LITTLE_ENDIAN",
                "EXPLICIT_BIG_ENDIAN"
            })
    void whatIsWrittenIsReadBack(TransferSyntax syntax) throws IOException {
        byte[] file = written(new DicomObject(new DataSet(), example(), syntax));
        DicomObject read = parser.parse(file);
        assertThat(read.assumptions()).isEmpty();
        assertThat(read.syntax()).isEqualTo(syntax);
        assertThat(file.length % 2).isZero();
        assertSame(read.dataSet(), example(), syntax == TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
        DataSet item = read.dataSet().items(Tags.PROCEDURE_CODE_SEQUENCE).get(0);
        assertThat(item.items(Tags.CONTENT_SEQUENCE).get(0).text(Tags.CODE_MEANING))
                .contains("größer");
        assertThat(read.dataSet().number(0x00189073)).hasValue(Math.PI);
    }

    @Test
    void writesTheBytesOfTheStandard() throws IOException {
        DataSet dataSet = new DataSet().putIntegers(Tags.ROWS, 0x0102).putText(Tags.PATIENT_SEX, "F");
        assertThat(encode(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN))
                .isEqualTo(bytes("10004000 4353 0200 4620  28001000 5553 0200 0201"));
        assertThat(encode(dataSet, TransferSyntax.EXPLICIT_BIG_ENDIAN))
                .isEqualTo(bytes("00100040 4353 0002 4620  00280010 5553 0002 0102"));
        assertThat(encode(dataSet, TransferSyntax.IMPLICIT_LITTLE_ENDIAN))
                .isEqualTo(bytes("10004000 02000000 4620  28001000 02000000 0201"));
    }

    @Test
    void forgetsThePreambleAndTheOldFileMeta() throws IOException {
        byte[] file = written(new DicomObject(new DataSet(), example(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
        byte[] hostile = file.clone();
        System.arraycopy(DicomBytes.ascii("MZ\u0090 program"), 0, hostile, 0, 10);
        DicomObject read = parser.parse(hostile);
        read.fileMeta().putText(Tags.SOURCE_APPLICATION_ENTITY_TITLE, "WARD_7");
        byte[] again = written(read);
        assertThat(Arrays.copyOf(again, 128)).containsOnly(0);
        DataSet meta = parser.parse(again).fileMeta();
        assertThat(meta.contains(Tags.SOURCE_APPLICATION_ENTITY_TITLE)).isFalse();
        assertThat(meta.text(Tags.MEDIA_STORAGE_SOP_INSTANCE_UID)).contains("2.25.77");
        assertThat(meta.text(Tags.IMPLEMENTATION_CLASS_UID)).contains(DicomWriter.IMPLEMENTATION_CLASS_UID);
        assertThat(DicomWriter.IMPLEMENTATION_CLASS_UID).matches("2\\.25\\.[1-9][0-9]{0,38}");
        assertThat(DicomWriter.IMPLEMENTATION_VERSION_NAME).hasSizeBetween(1, 16);
    }

    @Test
    void keepsFragments() throws IOException {
        DataSet dataSet =
                example().put(Element.fragments(Tags.PIXEL_DATA, List.of(new byte[] {1, 2, 3}, new byte[] {4, 5})));
        DicomObject read = parser.parse(written(new DicomObject(new DataSet(), dataSet, TransferSyntax.RLE_LOSSLESS)));
        assertThat(read.dataSet().get(Tags.PIXEL_DATA).orElseThrow().fragments())
                .containsExactly(ByteBuffer.wrap(new byte[] {1, 2, 3, 0}), ByteBuffer.wrap(new byte[] {4, 5}));
    }

    @Test
    void aValueTooLongForItsVrBecomesUnAndReturns() throws IOException {
        String[] numbers = new String[20_000];
        Arrays.fill(numbers, "1.25");
        DataSet dataSet = example().putText(0x30060050, numbers);
        DicomObject read =
                parser.parse(written(new DicomObject(new DataSet(), dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN)));
        assertThat(read.dataSet().texts(0x30060050)).hasSize(20_000);
    }

    @Test
    void refusesPixelsThatTheSyntaxCannotHold() {
        DataSet dataSet = example().put(Element.fragments(Tags.PIXEL_DATA, List.of(new byte[2])));
        assertThatThrownBy(
                        () -> written(new DicomObject(new DataSet(), dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everySampleComesBackAsItWas() throws IOException {
        String samples = System.getProperty("samples.dir", "");
        Assumptions.assumeTrue(!samples.isBlank(), "skipped: sample data not present");
        int seen = 0;
        try (Stream<Path> files = Files.walk(Path.of(samples, "dicom-samples"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                DicomObject first;
                try {
                    first = parser.parse(file);
                } catch (DicomFormatException e) {
                    continue;
                }
                if (first.dataSet().text(Tags.SOP_CLASS_UID).isEmpty()
                        || first.dataSet().text(Tags.SOP_INSTANCE_UID).isEmpty()) {
                    continue;
                }
                DicomObject second = parser.parse(written(first));
                assertSame(second.dataSet(), first.dataSet(), first.syntax() == TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(100);
    }

    private static byte[] encode(DataSet dataSet, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeDataSet(dataSet, syntax, out);
        return out.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
