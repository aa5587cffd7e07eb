package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCleanerTest {
    private final TextCleaner cleaner = new TextCleaner(new Vocabulary(List.of("Bettaufnahme")));
    private final Identifiers identifiers = Identifiers.of(new DataSet()
            .putText(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
            .putText(Tags.PATIENT_NAME, "Müller-Stone^Jörg")
            .putText(Tags.PATIENT_ID, "H-4711")
            .putText(Tags.ACCESSION_NUMBER, "A250")
            .putText(Tags.REFERRING_PHYSICIAN_NAME, "Head^Anna")
            .putText(Tags.INSTITUTION_NAME, "Chest Clinic North"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CT chest abdomen pelvis - 55F Dr. Smith | CT chest abdomen pelvis
            CT CHEST W/O CONTRAST | CT CHEST W/O CONTRAST
            AX T2 FLAIR 5mm b1000 | AX T2 FLAIR 5mm b1000
            Thorax 1.25 B31f | Thorax 1.25 B31f
            chest for Jorg Muller | chest for
            MÜLLER, JÖRG chest PA | chest PA
            STONE chest | chest
            head of Anna, liver | of liver
            knee 4711 | knee
            liver a250 | liver
            CHEST CLINIC chest | chest
            Chest Clinic North: chest x-ray | chest x-ray
            chest on 3/14/2019 | chest on
            chest 14. Mär 2019 | chest
            chest March 14, 2019 | chest
            chest 20190314 | chest
            chest 2019 | chest
            chest 501-555-0143 | chest
            chest (501) 555 0143 | chest
            chest +49 89 123 45 67 | chest
            chest anna@example.org | chest
            chest www.example.org/anna | chest
            chest 93 y/o female | chest female
            chest 93F | chest
            chest MRN 8830021 | chest
            chest #12 | chest
            Dr. Hand liver | liver
            Dr Long liver | liver
            MR HEART | MR HEART
            DR CHEST | DR CHEST
            Mr Long liver | liver
            seen by nurse Young, chest | by chest
            Bettaufnahme liegend | Bettaufnahme
            Quimby | ''
            ^^^^ | ''
            """)
    void keepsWhatIsKnownToBeHarmless(String text, String expected) {
        assertThat(cleaner.clean(text, identifiers).strip().replaceAll("[ ,:-]+$", ""))
                .isEqualToIgnoringCase(expected);
    }

    @Test
    void writesAsciiWhateverItReads() {
        assertThat(cleaner.clean("ｃｈｅｓｔ Thórax", identifiers)).isEqualTo("chest thorax");
    }

    @ParameterizedTest
    @CsvSource({
        "GE MEDICAL SYSTEMS,true",
        "syngo CT VA40A,true",
        "*tse2d1_15,true",
        "HeadScan of Müller,false",
        "serial 4711,true",
        "for jorg,false",
        "built 2019-03-14,false",
        "20190314,false",
        "501-555-0143,false",
        "a@example.org,false"
    })
    void aDevicesTextStaysWholeOrGoes(String text, boolean harmless) {
        boolean expected = harmless && !text.contains("4711");
        assertThat(cleaner.isHarmless(text, identifiers)).isEqualTo(expected);
    }

    @Test
    void aDefinedTermThatIsANameGoesUnlessItIsATermOfImaging() {
        assertThat(cleaner.isIdentifying("MULLER", identifiers)).isTrue();
        assertThat(cleaner.isIdentifying("HEAD", identifiers)).isFalse();
    }
}
