package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every reader must give of sequences, of private elements and of what the file does not know. */
abstract class DicomSequencesContract {
    private static final int PRIVATE_SEQUENCE = 0x00091010;
    private static final byte[] ITEM_TEXT = DicomBytes.ascii("in");

    private final DicomParser parser;

    DicomSequencesContract(DicomParser parser) {
        this.parser = parser;
    }

    @ParameterizedTest
    @EnumSource
    void readsSequencesOfEveryKindOfLength(ContractEncoding encoding) {
        byte[] inner =
                encoding.elements().element(Tags.CODE_MEANING, "LO", ITEM_TEXT).bytes();
        byte[] deep = inner;
        for (int i = 0; i < 20; i++) {
            deep = encoding.elements()
                    .header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", i % 2 == 0 ? -1 : 8 + deep.length)
                    .item(Tags.ITEM, deep.length)
                    .raw(deep)
                    .raw(i % 2 == 0 ? delimiter(encoding, Tags.SEQUENCE_DELIMITATION_ITEM) : new byte[0])
                    .bytes();
        }
        DataSet read = parser.parse(encoding.file(encoding.elements()
                        .header(Tags.PROCEDURE_CODE_SEQUENCE, "SQ", 8 + deep.length)
                        .item(Tags.ITEM, deep.length)
                        .raw(deep)
                        .header(Tags.REFERENCED_STUDY_SEQUENCE, "SQ", -1)
                        .item(Tags.ITEM, -1)
                        .raw(inner)
                        .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                        .item(Tags.ITEM, 0)
                        .item(Tags.ITEM, inner.length)
                        .raw(inner)
                        .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                        .header(Tags.REFERENCED_PATIENT_SEQUENCE, "SQ", 0)
                        .text(Tags.PATIENT_ID, "LO", "after")))
                .dataSet();
        DataSet level = read;
        for (int i = 0; i < 21; i++) {
            assertThat(level.items(Tags.PROCEDURE_CODE_SEQUENCE)).hasSize(1);
            level = level.items(Tags.PROCEDURE_CODE_SEQUENCE).get(0);
        }
        assertThat(level.text(Tags.CODE_MEANING)).contains("in");
        assertThat(read.items(Tags.REFERENCED_STUDY_SEQUENCE))
                .extracting(item -> item.text(Tags.CODE_MEANING))
                .containsExactly(Optional.of("in"), Optional.empty(), Optional.of("in"));
        assertThat(read.get(Tags.REFERENCED_PATIENT_SEQUENCE).orElseThrow().isSequence())
                .isTrue();
        assertThat(read.text(Tags.PATIENT_ID)).contains("after");
    }

    @ParameterizedTest
    @EnumSource
    void readsPrivateBlocks(ContractEncoding encoding) {
        byte[] inner = encoding.elements().text(0x00090010, "LO", "INNER ONE").bytes();
        DataSet read = parser.parse(encoding.file(encoding.elements()
                        .text(0x00090010, "LO", "VENDOR ONES")
                        .text(0x00090011, "LO", "VENDOR TWO 2")
                        .header(PRIVATE_SEQUENCE, "SQ", -1)
                        .item(Tags.ITEM, -1)
                        .raw(inner)
                        .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                        .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                        .text(0x00091101, "SH", "two")))
                .dataSet();
        assertThat(read.text(0x00090010)).contains("VENDOR ONES");
        assertThat(read.text(0x00090011)).contains("VENDOR TWO 2");
        assertThat(read.get(0x00090010).orElseThrow().length()).isEqualTo(12);
        assertThat(read.items(PRIVATE_SEQUENCE).get(0).text(0x00090010)).contains("INNER ONE");
        Element two = read.get(0x00091101).orElseThrow();
        assertThat(two.vr()).isEqualTo(encoding.explicit ? Vr.SH : Vr.UN);
        assertThat(two.bytes()).isEqualTo(ByteBuffer.wrap(DicomBytes.ascii("two ")));
    }

    /** PS3.5 6.2.2: UN is little endian, and a sequence in it is implicit, whatever surrounds it. */
    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "BIG"})
    void readsUnAsWhatItIs(ContractEncoding encoding) {
        byte[] implicit = ContractEncoding.IMPLICIT
                .elements()
                .element(Tags.CODE_MEANING, "LO", ITEM_TEXT)
                .bytes();
        byte[] little = ContractEncoding.IMPLICIT
                .elements()
                .item(Tags.ITEM, -1)
                .raw(implicit)
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .bytes();
        DataSet read = parser.parse(encoding.file(encoding.elements()
                        .header(PRIVATE_SEQUENCE, "UN", -1)
                        .raw(little)
                        .element(Tags.ROWS, "UN", new byte[] {2, 1})
                        .element(0x0072007A, "UN", DicomParserContract.values(ContractEncoding.IMPLICIT, 6_000))
                        .element(Tags.PATIENT_NAME, "UN", DicomBytes.ascii("Doe^"))))
                .dataSet();
        assertThat(read.integer(Tags.ROWS)).hasValue(0x0102);
        assertThat(read.numbers(0x0072007A)).hasSize(3_000).startsWith(0, 1, 2);
        assertThat(read.text(Tags.PATIENT_NAME)).contains("Doe^");
        assertThat(read.items(PRIVATE_SEQUENCE).get(0).text(Tags.CODE_MEANING)).contains("in");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, C4727A74, Ärzt",
        "ISO_IR 192, E5B18BE794B0, 屋田",
        "ISO_IR 144, BBEEDDEC, Люнь",
        "\\ISO 2022 IR 87, 1B24423B3345441B2842, 山田",
        "GB18030, CDF5D0A1, 王小"
    })
    void itemsAreReadInTheCharacterSetOfWhatEnclosesThem(String set, String hex, String expected) {
        byte[] name = HexFormat.of().parseHex(hex);
        DataSet read = parser.parse(ContractEncoding.EXPLICIT.file(DicomBytes.explicitLittle()
                        .text(Tags.SPECIFIC_CHARACTER_SET, "CS", set)
                        .text(0x00090010, "LO", "VENDOR")
                        .header(PRIVATE_SEQUENCE, "SQ", -1)
                        .item(Tags.ITEM, -1)
                        .text(Tags.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 192")
                        .element(Tags.PATIENT_NAME, "PN", "é".getBytes(StandardCharsets.UTF_8))
                        .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                        .item(Tags.ITEM, -1)
                        .element(Tags.PATIENT_NAME, "PN", name)
                        .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                        .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                        .element(Tags.PATIENT_NAME, "PN", name)))
                .dataSet();
        assertThat(read.text(Tags.PATIENT_NAME)).contains(expected);
        assertThat(read.items(PRIVATE_SEQUENCE))
                .extracting(item -> item.text(Tags.PATIENT_NAME).orElseThrow())
                .containsExactly("é", expected);
        assertThat(read.texts(Tags.SPECIFIC_CHARACTER_SET)).containsExactly(set.split("\\\\", -1));
    }

    private static byte[] delimiter(ContractEncoding encoding, int tag) {
        return new DicomBytes(false, encoding.order).item(tag, 0).bytes();
    }
}
