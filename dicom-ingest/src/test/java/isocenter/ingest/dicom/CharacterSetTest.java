package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of PS3.5 annexes H (Japanese), I (Korean), J and K (Chinese), and one of each single-byte set. */
class CharacterSetTest {
    static Stream<Arguments> examples() {
        return Stream.of(
                // H.3.1: ISO 2022 IR 87 from an ASCII start
                Arguments.of(
                        "\\ISO 2022 IR 87",
                        "59616D6164615E5461726F753D1B24423B3345441B28425E1B244242404F3A1B28423D1B24422464"
                                + "245E24401B28425E1B2442243F246D24261B2842",
                        "Yamada^Tarou=山田^太郎=やまだ^たろう"),
                // H.3.2: JIS X 0201 and JIS X 0208
                Arguments.of(
                        "ISO 2022 IR 13\\ISO 2022 IR 87",
                        "D4CFC0DE5EC0DBB33D1B24423B3345441B284A5E1B244242404F3A1B284A3D1B24422464245E2440"
                                + "1B284A5E1B2442243F246D24261B284A",
                        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
                // I.2: KS X 1001 in G1, again after each separator
                Arguments.of(
                        "\\ISO 2022 IR 149",
                        "486F6E675E47696C646F6E673D1B242943FBF35E1B242943D1CED4D73D1B242943C8AB5E1B242943B1E6B5BF",
                        "Hong^Gildong=洪^吉洞=홍^길동"),
                // J.3: GB18030 and UTF-8
                Arguments.of("ISO_IR 192", "57616E675E5869616F446F6E673DE78E8B5EE5B08FE69DB13D", "Wang^XiaoDong=王^小東="),
                Arguments.of("GB18030", "57616E675E5869616F446F6E673DCDF55ED0A1B6AB3D", "Wang^XiaoDong=王^小东="),
                Arguments.of("GBK", "CDF55ED0A1B6AB", "王^小东"),
                // K.2: GB2312 in G1
                Arguments.of(
                        "\\ISO 2022 IR 58",
                        "5A68616E675E5869616F446F6E673D1B242941D5C55E1B242941D0A1B6AB3D",
                        "Zhang^XiaoDong=张^小东="),
                Arguments.of("ISO_IR 100", "C4", "Ä"),
                Arguments.of("ISO_IR 101", "A3", "Ł"),
                Arguments.of("ISO_IR 109", "A6", "Ĥ"),
                Arguments.of("ISO_IR 110", "A2", "ĸ"),
                Arguments.of("ISO_IR 144", "BB", "Л"),
                Arguments.of("ISO_IR 127", "C7", "ا"),
                Arguments.of("ISO_IR 126", "C4", "Δ"),
                Arguments.of("ISO_IR 138", "F9", "ש"),
                Arguments.of("ISO_IR 148", "DD", "İ"),
                Arguments.of("ISO_IR 203", "A4", "€"),
                Arguments.of("ISO_IR 13", "B1", "ｱ"),
                Arguments.of("ISO_IR 166", "A1", "ก"),
                // JIS X 0212, and a switch of G1 between two alphabets
                Arguments.of("\\ISO 2022 IR 159", "1B242844302130221B2842", "丂丄"),
                Arguments.of("ISO 2022 IR 100\\ISO 2022 IR 144", "C41B2D4CBB", "ÄЛ"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void decodes(String declared, String hex, String expected) {
        CharacterSet set = CharacterSet.of(List.of(declared.split("\\\\")));
        assertThat(set.decode(HexFormat.of().parseHex(hex), true, true)).isEqualTo(expected);
    }

    @Test
    void aBackslashInsideATwoByteCharacterSeparatesNothing() {
        // 5C 5C is one character of JIS X 0208, and no two separators
        byte[] bytes = HexFormat.of().parseHex("1B24425C5C1B28425C41");
        DataSet dataSet = new DataSet()
                .put(Element.text(Tags.SPECIFIC_CHARACTER_SET, Vr.CS, "", "ISO 2022 IR 87"))
                .put(Element.bytes(Tags.OTHER_PATIENT_NAMES, Vr.PN, bytes));
        assertThat(dataSet.texts(Tags.OTHER_PATIENT_NAMES)).hasSize(2).last().isEqualTo("A");
    }

    /** PS3.5 6.1.2.5.3: what was switched is switched back at the end of a line and at a separator. */
    @Test
    void separatorsAndLineEndsResetTheSets() {
        CharacterSet japanese = CharacterSet.of(List.of("", "ISO 2022 IR 87"));
        assertThat(japanese.decode(HexFormat.of().parseHex("1B24423B330D0A4142"), false, false))
                .isEqualTo("山\r\nAB");
        CharacterSet korean = CharacterSet.of(List.of("", "ISO 2022 IR 149"));
        assertThat(korean.decode(HexFormat.of().parseHex("1B242943FBF35EFBF3"), true, true))
                .isEqualTo("洪^\uFFFD\uFFFD");
    }

    @Test
    void anUnknownSetOrByteIsVisiblyMissingAndNeverGuessed() {
        CharacterSet unknown = CharacterSet.of(List.of("ISO_IR 999"));
        assertThat(unknown.decode(new byte[] {'a', (byte) 0xC4}, true, false)).isEqualTo("a\uFFFD");
    }
}
