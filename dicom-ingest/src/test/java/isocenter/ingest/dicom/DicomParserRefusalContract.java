package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every reader must refuse, with a reason and without a value, whatever a toolkit behind it would forgive. */
abstract class DicomParserRefusalContract {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String SECRET = "SECRET";

    private final DicomParser parser;

    DicomParserRefusalContract(DicomParser parser) {
        this.parser = parser;
    }

    private void refused(byte[] file) {
        assertThatThrownBy(() -> parser.parse(file))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageNotContaining(SECRET)
                .hasMessageMatching("(?s).{10,}")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain(SECRET));
    }

    private static DicomBytes named() {
        return DicomBytes.explicitLittle().text(Tags.PATIENT_NAME, "PN", SECRET);
    }

    @Test
    void whatIsNoDicom() {
        refused(new byte[0]);
        refused(new byte[4000]);
        byte[] document = DicomBytes.ascii("%PDF-1.7 " + SECRET.repeat(40));
        refused(document);
        assertThatThrownBy(() -> parser.parse(document)).hasMessageContaining("not a DICOM file");
        refused(DicomBytes.fileHeader(EXPLICIT));
        refused(named().file("1.2.3.4.5"));
    }

    @Test
    void anElementTwiceWithDifferentValues() {
        refused(named().text(Tags.PATIENT_NAME, "PN", "OTHER").file(EXPLICIT));
        assertThat(parser.parse(named().text(Tags.PATIENT_NAME, "PN", SECRET).file(EXPLICIT))
                        .dataSet()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void elementsThatDoNotBelongInADataSet() {
        refused(named().text(0x00020003, "UI", "1.2.3").file(EXPLICIT));
        refused(named().text(0x00000002, "UI", "1.2.3").file(EXPLICIT));
    }

    @Test
    void bytesInAnotherSyntaxThanDeclared() {
        refused(new DicomBytes(false, ByteOrder.LITTLE_ENDIAN)
                .text(Tags.MODALITY, "CS", "CT")
                .text(Tags.PATIENT_NAME, "PN", SECRET)
                .file(EXPLICIT));
        refused(named().header(Tags.PATIENT_ID, "QQ", 2).raw((byte) 1, (byte) 2).file(EXPLICIT));
    }

    @Test
    void lengthsBeyondWhatEncloses() {
        refused(named().header(Tags.PIXEL_DATA, "OW", 1000).int16(1).file(EXPLICIT));
        refused(named().header(Tags.PIXEL_DATA, "OW", 0x7FFFFFF0).int16(1).file(EXPLICIT));
        refused(named().header(Tags.PIXEL_DATA, "OW", 0xFFFFFFF0).int16(1).file(EXPLICIT));
        refused(named().header(Tags.PIXEL_DATA, "OW", -1).int16(1).file(EXPLICIT));
        // an item longer than its sequence, an element longer than its item, a sequence shorter than its items
        refused(named().header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", 16)
                .item(Tags.ITEM, 16)
                .text(Tags.CODE_VALUE, "SH", SECRET + "12")
                .text(Tags.PATIENT_ID, "LO", "1234")
                .file(EXPLICIT));
        refused(named().header(Tags.REFERENCED_STUDY_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, 10)
                .text(Tags.CODE_VALUE, "SH", SECRET)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file(EXPLICIT));
        refused(named().header(0x00091010, "SQ", 20)
                .item(Tags.ITEM, -1)
                .text(Tags.CODE_VALUE, "SH", SECRET)
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .file(EXPLICIT));
    }

    @Test
    void whatIsNotClosed() {
        refused(named().header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, -1)
                .text(Tags.CODE_VALUE, "SH", SECRET)
                .file(EXPLICIT));
        refused(named().header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", 22)
                .item(Tags.ITEM, -1)
                .text(Tags.CODE_VALUE, "SH", SECRET)
                .file(EXPLICIT));
        refused(named().header(Tags.PIXEL_DATA, "OB", -1)
                .item(Tags.ITEM, 0)
                .item(Tags.ITEM, 2)
                .int16(1)
                .file("1.2.840.10008.1.2.4.50"));
    }

    @Test
    void whatStandsInTheWrongPlace() {
        refused(named().item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .text(Tags.PATIENT_ID, "LO", SECRET)
                .file(EXPLICIT));
        refused(named().item(Tags.SEQUENCE_DELIMITATION_ITEM, 0).file(EXPLICIT));
        refused(named().header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", -1)
                .text(Tags.CODE_VALUE, "SH", SECRET)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file(EXPLICIT));
        refused(named().header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", 8)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file(EXPLICIT));
        refused(named().header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, 8)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file(EXPLICIT));
    }

    /** Fragments where the syntax has none: nobody would look for a name in there. */
    @Test
    void fragmentsOutsideEncapsulatedPixelData() {
        byte[] fragments = DicomBytes.explicitLittle()
                .item(Tags.ITEM, 0)
                .item(Tags.ITEM, 6)
                .raw(DicomBytes.ascii(SECRET))
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .bytes();
        refused(named().header(Tags.PIXEL_DATA, "OB", -1).raw(fragments).file(EXPLICIT));
        refused(named().header(0x00091010, "OB", -1).raw(fragments).file("1.2.840.10008.1.2.4.50"));
    }

    @Test
    void nestingWithoutEnd() {
        DicomBytes deep = named();
        for (int i = 0; i < 10_000; i++) {
            deep.header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", -1).item(Tags.ITEM, -1);
        }
        refused(deep.file(EXPLICIT));
    }

    @Test
    void deflatedDataThatGrowsWithoutEndOrIsDamaged() {
        String uid = ContractEncoding.DEFLATED.uid;
        byte[] bomb = ContractEncoding.deflate(
                named().element(Tags.PIXEL_DATA, "OW", new byte[40 << 20]).bytes());
        assertThat(bomb.length).isLessThan(400_000);
        refused(DicomBytes.join(DicomBytes.fileHeader(uid), bomb));
        byte[] sound = ContractEncoding.DEFLATED.file(named());
        refused(Arrays.copyOf(sound, sound.length - 3));
    }

    /** No damage ends in anything but an object or a reason. */
    @Test
    void whateverIsDamagedEndsInAReason() {
        byte[] file = named().text(0x00090010, "LO", "VENDOR")
                .header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, -1)
                .text(Tags.CODE_VALUE, "SH", SECRET)
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .element(Tags.PIXEL_DATA, "OW", new byte[8])
                .file(EXPLICIT);
        Random random = new Random(1);
        int refusals = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = i < file.length ? Arrays.copyOf(file, i) : file.clone();
            for (int flips = i < file.length ? 0 : 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[132 + random.nextInt(file.length - 132)] = (byte) random.nextInt(256);
            }
            try {
                parser.parse(damaged);
            } catch (DicomFormatException reason) {
                refusals++;
                assertThat(reason.reason()).doesNotContain(SECRET);
            }
        }
        assertThat(refusals).isGreaterThan(1_000);
    }
}
