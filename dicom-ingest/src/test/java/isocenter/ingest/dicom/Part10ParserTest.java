package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Reads bytes laid out by hand from PS3.5 section 7 and annex A. */
class Part10ParserTest {
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String BIG = "1.2.840.10008.1.2.2";

    private final Part10Parser parser = new Part10Parser();

    private static DicomBytes content(DicomBytes bytes) {
        return bytes.text(Tags.MODALITY, "CS", "CT")
                .text(Tags.PATIENT_ID, "LO", "A1")
                .header(Tags.ROWS, "US", 2)
                .int16(0x0102)
                .text(Tags.RESCALE_SLOPE, "DS", "-2.5");
    }

    private static void assertContent(DicomObject object) {
        assertThat(object.dataSet().text(Tags.MODALITY)).contains("CT");
        assertThat(object.dataSet().text(Tags.PATIENT_ID)).contains("A1");
        assertThat(object.dataSet().integer(Tags.ROWS)).hasValue(0x0102);
        assertThat(object.dataSet().number(Tags.RESCALE_SLOPE)).hasValue(-2.5);
        assertThat(object.dataSet().size()).isEqualTo(4);
    }

    @Test
    void readsTheFourEncodings() throws IOException {
        assertContent(parser.parse(content(DicomBytes.explicitLittle()).file(EXPLICIT)));
        assertContent(parser.parse(
                content(new DicomBytes(false, ByteOrder.LITTLE_ENDIAN)).file(IMPLICIT)));
        assertContent(
                parser.parse(content(new DicomBytes(true, ByteOrder.BIG_ENDIAN)).file(BIG)));
        byte[] deflated = deflate(content(DicomBytes.explicitLittle()).bytes());
        assertContent(parser.parse(DicomBytes.join(DicomBytes.fileHeader(DEFLATED), deflated)));
    }

    @Test
    void aSoundFileNeedsNoAssumption() {
        assertThat(parser.parse(content(DicomBytes.explicitLittle()).file(EXPLICIT))
                        .assumptions())
                .isEmpty();
    }

    @Test
    void readsPlainDataSetsAndSaysWhatItAssumed() {
        DicomObject little = parser.parse(content(DicomBytes.explicitLittle()).bytes());
        assertContent(little);
        assertThat(little.syntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        assertThat(little.assumptions()).hasSize(2);
        DicomObject implicit = parser.parse(
                content(new DicomBytes(false, ByteOrder.LITTLE_ENDIAN)).bytes());
        assertContent(implicit);
        assertThat(implicit.syntax()).isEqualTo(TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
        DicomObject big =
                parser.parse(content(new DicomBytes(true, ByteOrder.BIG_ENDIAN)).bytes());
        assertContent(big);
        assertThat(big.syntax()).isEqualTo(TransferSyntax.EXPLICIT_BIG_ENDIAN);
    }

    @Test
    void readsMetaWithoutPreambleAndWithAWrongOrMissingGroupLength() {
        byte[] file = content(DicomBytes.explicitLittle()).file(EXPLICIT);
        DicomObject noPreamble = parser.parse(Arrays.copyOfRange(file, 132, file.length));
        assertContent(noPreamble);
        assertThat(noPreamble.assumptions()).anyMatch(a -> a.contains("preamble"));
        byte[] wrong = file.clone();
        wrong[132 + 8] = 99;
        assertContent(parser.parse(wrong));
        assertThat(parser.parse(wrong).assumptions()).anyMatch(a -> a.contains("group length"));
        byte[] missing = DicomBytes.join(Arrays.copyOf(file, 132), Arrays.copyOfRange(file, 132 + 12, file.length));
        assertContent(parser.parse(missing));
        assertThat(parser.parse(missing).assumptions()).anyMatch(a -> a.contains("no group length"));
    }

    @Test
    void readsSequencesOfDefinedAndUndefinedLengthAndUnSequences() {
        byte[] inner =
                DicomBytes.explicitLittle().text(Tags.CODE_MEANING, "LO", "in").bytes();
        byte[] implicitInner = new DicomBytes(false, ByteOrder.LITTLE_ENDIAN)
                .text(Tags.CODE_MEANING, "LO", "un")
                .bytes();
        byte[] file = DicomBytes.explicitLittle()
                .header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", 8 + inner.length)
                .item(Tags.ITEM, inner.length)
                .raw(inner)
                .header(Tags.REFERENCED_STUDY_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, -1)
                .raw(inner)
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .item(Tags.ITEM, inner.length)
                .raw(inner)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .header(Tags.REFERENCED_PATIENT_SEQUENCE, "UN", 8 + implicitInner.length)
                .item(Tags.ITEM, implicitInner.length)
                .raw(implicitInner)
                .header(0x00091001, "UN", -1)
                .item(Tags.ITEM, -1)
                .raw(implicitInner)
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .text(Tags.PATIENT_ID, "LO", "after")
                .file(EXPLICIT);
        DataSet dataSet = parser.parse(file).dataSet();
        assertThat(dataSet.items(Tags.PROCEDURE_CODE_SEQUENCE)).hasSize(1);
        assertThat(dataSet.items(Tags.REFERENCED_STUDY_SEQUENCE))
                .hasSize(2)
                .allMatch(item -> item.text(Tags.CODE_MEANING).orElse("").equals("in"));
        assertThat(dataSet.items(Tags.REFERENCED_PATIENT_SEQUENCE).get(0).text(Tags.CODE_MEANING))
                .contains("un");
        assertThat(dataSet.items(0x00091001).get(0).text(Tags.CODE_MEANING)).contains("un");
        assertThat(dataSet.text(Tags.PATIENT_ID)).contains("after");
    }

    @Test
    void valuesWrittenAsUnGetTheirTrueVrAndAreLittleEndian() {
        byte[] file = new DicomBytes(true, ByteOrder.BIG_ENDIAN)
                .header(Tags.ROWS, "UN", 2)
                .raw((byte) 2, (byte) 1)
                .file(BIG);
        assertThat(parser.parse(file).dataSet().integer(Tags.ROWS)).hasValue(0x0102);
    }

    @Test
    void itemsInheritTheCharacterSet() {
        byte[] name = {(byte) 0xC4, 'r', 'z', 't'};
        byte[] file = DicomBytes.explicitLittle()
                .text(Tags.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 100")
                .header(Tags.REFERENCED_STUDY_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, -1)
                .element(Tags.PATIENT_NAME, "PN", name)
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file(EXPLICIT);
        DataSet item = parser.parse(file)
                .dataSet()
                .items(Tags.REFERENCED_STUDY_SEQUENCE)
                .get(0);
        assertThat(item.text(Tags.PATIENT_NAME)).contains("Ärzt");
    }

    @Test
    void keepsFragmentsAndOffsetTable() {
        byte[] file = DicomBytes.explicitLittle()
                .header(Tags.PIXEL_DATA, "OB", -1)
                .item(Tags.ITEM, 4)
                .int32(0)
                .item(Tags.ITEM, 2)
                .raw((byte) 1, (byte) 2)
                .item(Tags.ITEM, 4)
                .raw((byte) 3, (byte) 4, (byte) 5, (byte) 6)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file("1.2.840.10008.1.2.4.50");
        Element pixels = parser.parse(file).dataSet().get(Tags.PIXEL_DATA).orElseThrow();
        assertThat(pixels.basicOffsetTable()).containsExactly(0);
        assertThat(pixels.fragments()).extracting(f -> f.remaining()).containsExactly(2, 4);
    }

    @Test
    void refusesWithAReasonThatHoldsNoValue() {
        byte[] file = DicomBytes.explicitLittle()
                .text(Tags.PATIENT_NAME, "PN", "SECRET")
                .text(Tags.PATIENT_NAME, "PN", "HIDDEN")
                .file(EXPLICIT);
        assertThatThrownBy(() -> parser.parse(file))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageContaining("(0010,0010) appears twice")
                .hasMessageNotContainingAny("SECRET", "HIDDEN");
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream =
                new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            stream.write(bytes);
        }
        return out.toByteArray();
    }
}
