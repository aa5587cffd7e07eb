package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every reader must give, on bytes laid out by hand from PS3.5. Group lengths are no part of it, and what a reader
 * does without file meta information is its own affair, as long as it says so.
 */
abstract class DicomParserContract {
    private final DicomParser parser;

    DicomParserContract(DicomParser parser) {
        this.parser = parser;
    }

    @ParameterizedTest
    @EnumSource
    void readsTextOfEveryVr(ContractEncoding encoding) {
        // PS3.6: Selector Values, one tag for each VR
        String[][] texts = {
            {"0072005E", "AE", "STORE"},
            {"0072005F", "AS", "045Y"},
            {"00720061", "DA", "20261123"},
            {"00720062", "CS", "AXIAL"},
            {"00720063", "DT", "20261123014500.5+0100"},
            {"00720064", "IS", "-17"},
            {"00720066", "LO", "long text"},
            {"00720068", "LT", "one\\paragraph"},
            {"0072006A", "PN", "Doe^Jane"},
            {"0072006B", "TM", "014500"},
            {"0072006C", "SH", "short"},
            {"0072006E", "ST", "a\\b"},
            {"0072006F", "UC", "unlimited"},
            {"00720070", "UT", "c\\d"},
            {"00720071", "UR", "https://example.org/x"},
            {"00720072", "DS", "-2.5"},
            {"0072007F", "UI", "1.2.3"}
        };
        DicomBytes bytes = encoding.elements();
        for (String[] text : texts) {
            bytes.text(Integer.parseUnsignedInt(text[0], 16), text[1], text[2]);
        }
        DicomObject object = parser.parse(encoding.file(bytes));
        for (String[] text : texts) {
            int tag = Integer.parseUnsignedInt(text[0], 16);
            assertThat(object.dataSet().text(tag)).as(text[1]).contains(text[2]);
            assertThat(object.dataSet().get(tag).orElseThrow().vr()).hasToString(text[1]);
            assertThat(object.dataSet().get(tag).orElseThrow().length() % 2).isZero();
        }
        assertThat(object.dataSet().size()).isEqualTo(texts.length);
        assertThat(object.dataSet().number(0x00720064)).hasValue(-17);
        assertThat(object.dataSet().number(0x00720072)).hasValue(-2.5);
        assertThat(object.syntax().uid()).isEqualTo(encoding.uid);
        assertThat(object.fileMeta().text(Tags.TRANSFER_SYNTAX_UID)).contains(encoding.uid);
        assertThat(object.assumptions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsNumbersOfEveryVr(ContractEncoding encoding) {
        DataSet read = parser.parse(encoding.file(encoding.elements()
                        .element(
                                0x00720060,
                                "AT",
                                buffer(encoding, 4)
                                        .putShort((short) 0x7FE0)
                                        .putShort((short) 0x0010)
                                        .array())
                        .element(
                                0x00720067,
                                "OF",
                                buffer(encoding, 4).putFloat(0.25f).array())
                        .element(
                                0x00720069,
                                "OW",
                                buffer(encoding, 4)
                                        .putShort((short) 0x0102)
                                        .putShort((short) 0xFFFE)
                                        .array())
                        .element(
                                0x00720073,
                                "OD",
                                buffer(encoding, 8).putDouble(1e300).array())
                        .element(
                                0x00720074,
                                "FD",
                                buffer(encoding, 8).putDouble(-1e-300).array())
                        .element(
                                0x00720075,
                                "OL",
                                buffer(encoding, 4).putInt(0x01020304).array())
                        .element(
                                0x00720076,
                                "FL",
                                buffer(encoding, 8).putFloat(1.5f).putFloat(-3).array())
                        .element(
                                0x00720078,
                                "UL",
                                buffer(encoding, 4).putInt(0xFFFFFFFE).array())
                        .element(
                                0x0072007A,
                                "US",
                                buffer(encoding, 4)
                                        .putShort((short) 0xFFFE)
                                        .putShort((short) 1)
                                        .array())
                        .element(
                                0x0072007C, "SL", buffer(encoding, 4).putInt(-2).array())
                        .element(
                                0x0072007E,
                                "SS",
                                buffer(encoding, 2).putShort((short) -2).array())
                        .element(
                                0x00720081,
                                "OV",
                                buffer(encoding, 8).putLong(0x0102030405060708L).array())
                        .element(
                                0x00720082,
                                "SV",
                                buffer(encoding, 8).putLong(-2).array())
                        .element(
                                0x00720083,
                                "UV",
                                buffer(encoding, 8).putLong(1L << 40).array())))
                .dataSet();
        assertThat(read.get(0x00720060).orElseThrow().bytes().getShort()).isEqualTo((short) 0x7FE0);
        assertThat(read.get(0x00720067).orElseThrow().bytes().getFloat()).isEqualTo(0.25f);
        assertThat(read.get(0x00720069).orElseThrow().bytes().getShort(2)).isEqualTo((short) 0xFFFE);
        assertThat(read.get(0x00720073).orElseThrow().bytes().getDouble()).isEqualTo(1e300);
        assertThat(read.numbers(0x00720074)).containsExactly(-1e-300);
        assertThat(read.get(0x00720075).orElseThrow().bytes().getInt()).isEqualTo(0x01020304);
        assertThat(read.numbers(0x00720076)).containsExactly(1.5, -3);
        assertThat(read.numbers(0x00720078)).containsExactly(4294967294.0);
        assertThat(read.numbers(0x0072007A)).containsExactly(65534, 1);
        assertThat(read.numbers(0x0072007C)).containsExactly(-2);
        assertThat(read.numbers(0x0072007E)).containsExactly(-2);
        assertThat(read.get(0x00720081).orElseThrow().bytes().getLong()).isEqualTo(0x0102030405060708L);
        assertThat(read.numbers(0x00720082)).containsExactly(-2);
        assertThat(read.numbers(0x00720083)).containsExactly(Math.pow(2, 40));
        assertThat(read.size()).isEqualTo(14);
    }

    /** Lengths without a sign, and values that a reader may leave in the file. */
    @ParameterizedTest
    @EnumSource
    void readsLongValuesFromMemoryAndFromAFile(ContractEncoding encoding, @TempDir Path folder) throws IOException {
        byte[] file = encoding.file(encoding.elements()
                .element(0x0072007A, "US", values(encoding, 65534))
                .element(Tags.PIXEL_DATA, "OW", values(encoding, 200_000)));
        Path path = Files.write(folder.resolve("long.dcm"), file);
        for (DicomObject object : List.of(parser.parse(file), parser.parse(path))) {
            assertThat(object.dataSet().numbers(0x0072007A)).hasSize(32767).endsWith(32766);
            ByteBuffer pixels =
                    object.dataSet().get(Tags.PIXEL_DATA).orElseThrow().bytes();
            assertThat(pixels.remaining()).isEqualTo(200_000);
            assertThat(pixels.getShort(2 * 99_999)).isEqualTo((short) 99_999);
        }
    }

    @Test
    void keepsEmptyElementsAndUnknownOnes() {
        DataSet read = parser.parse(ContractEncoding.EXPLICIT.file(DicomBytes.explicitLittle()
                        .text(Tags.PATIENT_ID, "LO", "")
                        .header(0x0072007A, "US", 0)
                        .element(0x00720065, "OB", new byte[] {1, 2})
                        .element(0x7777FFF0, "UN", new byte[] {3, 4})))
                .dataSet();
        assertThat(read.contains(Tags.PATIENT_ID)).isTrue();
        assertThat(read.hasValue(Tags.PATIENT_ID)).isFalse();
        assertThat(read.numbers(0x0072007A)).isEmpty();
        assertThat(read.get(0x00720065).orElseThrow().bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(read.get(0x7777FFF0).orElseThrow().vr()).isEqualTo(Vr.UN);
    }

    @Test
    void keepsFragmentsAndOffsetTable() {
        byte[] large = new byte[10_000];
        large[9_999] = 7;
        DicomObject object = parser.parse(DicomBytes.explicitLittle()
                .header(Tags.PIXEL_DATA, "OB", -1)
                .item(Tags.ITEM, 8)
                .int32(0)
                .int32(0xFFFFFFF0)
                .item(Tags.ITEM, 2)
                .raw((byte) 1, (byte) 2)
                .item(Tags.ITEM, 0)
                .item(Tags.ITEM, large.length)
                .raw(large)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file("1.2.840.10008.1.2.4.50"));
        Element pixels = object.dataSet().get(Tags.PIXEL_DATA).orElseThrow();
        assertThat(object.syntax()).isEqualTo(TransferSyntax.JPEG_BASELINE);
        assertThat(pixels.basicOffsetTable()).containsExactly(0, 0xFFFFFFF0L);
        assertThat(pixels.fragments())
                .containsExactly(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.allocate(0), ByteBuffer.wrap(large));
    }

    @Test
    void saysWhatItAssumedWhereThereIsNoFileMetaInformation() {
        byte[] bare = DicomBytes.explicitLittle()
                .text(Tags.MODALITY, "CS", "CT")
                .text(Tags.PATIENT_ID, "LO", "A1")
                .bytes();
        DicomObject object;
        try {
            object = parser.parse(bare);
        } catch (DicomFormatException refused) {
            return; // no reader has to guess
        }
        assertThat(object.dataSet().text(Tags.PATIENT_ID)).contains("A1");
        assertThat(object.assumptions()).isNotEmpty();
    }

    private static ByteBuffer buffer(ContractEncoding encoding, int length) {
        return ByteBuffer.allocate(length).order(encoding.order);
    }

    /** Numbers that count up from 0. */
    static byte[] values(ContractEncoding encoding, int length) {
        ByteBuffer buffer = buffer(encoding, length);
        for (int i = 0; i < length / 2; i++) {
            buffer.putShort((short) i);
        }
        return buffer.array();
    }
}
