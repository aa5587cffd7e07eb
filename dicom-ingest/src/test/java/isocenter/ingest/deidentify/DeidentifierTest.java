package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.burnedin.Inspection.Suspect;
import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Deidentification.Refused;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeidentifierTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    @TempDir
    Path home;

    private Pseudonyms pseudonyms;
    private Deidentifier deidentifier;

    @BeforeEach
    void makeKey() {
        pseudonyms = new Pseudonyms(() -> home);
        deidentifier = new Deidentifier(pseudonyms, Profiles.read("research"));
    }

    /** Columns: age string, birth date, study date, expected. Blank expectation: unknown. */
    @ParameterizedTest
    @CsvSource({
        "047Y,,,47",
        "089Y,,,89",
        "090Y,,,90",
        "103Y,,,90",
        "414Y,,,",
        "018M,,,1",
        "003W,,,0",
        "400D,,,1",
        "47,,,",
        "XXXY,19500101,20200101,70",
        ",19800615,20200614,39",
        ",19800615,20200615,40",
        ",19200101,20200101,90",
        ",20300101,20200101,",
        ",19801301,20200101,",
        ",,20200101,"
    })
    void ageIsWholeYearsAndNeverOver90(String age, String birth, String study, Integer expected) {
        DataSet image = image();
        put(image, Tags.PATIENT_AGE, age);
        put(image, Tags.PATIENT_BIRTH_DATE, birth);
        put(image, Tags.STUDY_DATE, study);

        Deidentified kept = keep(image);

        assertThat(kept.age()).isEqualTo(expected);
        assertThat(kept.object().dataSet().text(Tags.PATIENT_AGE).orElse(null))
                .isEqualTo(expected == null ? null : "%03dY".formatted(expected));
        assertThat(kept.object().dataSet().hasValue(Tags.PATIENT_BIRTH_DATE)).isFalse();
        assertThat(kept.object().dataSet().text(Tags.STUDY_DATE).orElse("")).isNotEqualTo(study);
    }

    @Test
    void uidsAreReplacedAlikeWhereverTheyStand() {
        DataSet image = image();
        DataSet reference = new DataSet()
                .putText(Tags.REFERENCED_SOP_CLASS_UID, CT)
                .putText(Tags.REFERENCED_SOP_INSTANCE_UID, "1.2.3.4");
        image.put(Element.sequence(Tags.SOURCE_IMAGE_SEQUENCE, List.of(reference)));
        image.putText(Tags.FRAME_OF_REFERENCE_UID, "1.2.3.4");

        DataSet kept = keep(image).object().dataSet();

        assertThat(kept.text(Tags.SOP_INSTANCE_UID)).contains(pseudonyms.uid("1.2.3.4"));
        assertThat(kept.text(Tags.FRAME_OF_REFERENCE_UID)).contains(pseudonyms.uid("1.2.3.4"));
        DataSet item = kept.items(Tags.SOURCE_IMAGE_SEQUENCE).get(0);
        assertThat(item.text(Tags.REFERENCED_SOP_INSTANCE_UID)).contains(pseudonyms.uid("1.2.3.4"));
        assertThat(item.text(Tags.REFERENCED_SOP_CLASS_UID)).contains(CT);
    }

    @Test
    void imagesWithoutPatientIdAreOnePatientAStudy() {
        DataSet first = image();
        first.remove(Tags.PATIENT_ID);
        DataSet second = first.copy().putText(Tags.SOP_INSTANCE_UID, "1.2.3.5");
        DataSet elsewhere = first.copy().putText(Tags.STUDY_INSTANCE_UID, "1.2.9");

        assertThat(keep(first).patient()).isEqualTo(keep(second).patient());
        assertThat(keep(first).patient()).isNotEqualTo(keep(elsewhere).patient());
    }

    @Test
    void whatImagesAreAuditedAndChosenByStays() {
        DataSet image = image().putText(Tags.PATIENT_SEX, "f")
                .putText(Tags.BODY_PART_EXAMINED, "CHEST")
                .putText(Tags.VIEW_POSITION, "PA")
                .putText(Tags.MANUFACTURER, "Maker")
                .putText(Tags.INSTITUTION_NAME, "Old Oak Hospital")
                .putText(Tags.RESCALE_SLOPE, "1.5");

        Deidentified kept = keep(image);

        DataSet dataSet = kept.object().dataSet();
        assertThat(kept.sex()).isEqualTo("F");
        assertThat(kept.site()).isEqualTo(pseudonyms.site("OLD OAK HOSPITAL"));
        assertThat(dataSet.text(Tags.PATIENT_SEX)).contains("F");
        assertThat(dataSet.text(Tags.BODY_PART_EXAMINED)).contains("CHEST");
        assertThat(dataSet.text(Tags.VIEW_POSITION)).contains("PA");
        assertThat(dataSet.text(Tags.MANUFACTURER)).contains("Maker");
        assertThat(dataSet.text(Tags.RESCALE_SLOPE)).contains("1.5");
        assertThat(dataSet.contains(Tags.INSTITUTION_NAME)).isFalse();
        assertThat(dataSet.text(Tags.PATIENT_IDENTITY_REMOVED)).contains("YES");
        assertThat(dataSet.text(Tags.DEIDENTIFICATION_METHOD)).get().asString().startsWith("Isocenter research 1");
        assertThat(dataSet.text(Tags.PATIENT_NAME)).contains(kept.patient());
    }

    @Test
    void aNameUnderTheVrOfANumberOrACodeIsRemoved() {
        DataSet image = image();
        image.put(Element.text(Tags.SERIES_NUMBER, Vr.IS, "Miller"));
        image.put(Element.text(Tags.CONVERSION_TYPE, Vr.CS, "MILLER^ANNE"));
        image.put(Element.text(Tags.STATION_NAME, Vr.CS, "MILLER"));

        DataSet kept = keep(image).object().dataSet();

        assertThat(kept.hasValue(Tags.SERIES_NUMBER)).isFalse();
        assertThat(kept.contains(Tags.CONVERSION_TYPE)).isFalse();
        assertThat(kept.contains(Tags.STATION_NAME)).isFalse();
    }

    @Test
    void theOriginalIsLeftAsItWas() {
        DataSet image = image().putText(Tags.STUDY_DESCRIPTION, "text");
        keep(image);
        assertThat(image.text(Tags.STUDY_DESCRIPTION)).contains("text");
        assertThat(image.text(Tags.PATIENT_ID)).contains("4711");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.5.1.4.1.1.104.1,encapsulated document",
        "1.2.840.10008.5.1.4.1.1.88.33,structured report",
        "1.2.840.10008.5.1.4.1.1.11.1,presentation state",
        "1.2.840.10008.5.1.4.1.1.9.1.1,waveform",
        "1.2.840.10008.5.1.4.1.1.66.4,segmentation",
        "1.2.840.10008.5.1.4.1.1.481.2,radiotherapy"
    })
    void whatIsNoAcquiredImageIsRefused(String sopClass, String reason) {
        assertThat(refuse(image().putText(Tags.SOP_CLASS_UID, sopClass))).contains(reason);
    }

    @Test
    void anRtImageIsAnImage() {
        keep(image().putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.481.1"));
    }

    @Test
    void pixelsThatMayShowIdentifiersAreHeldOrRefused() {
        Deidentified declared = keep(image().putText(Tags.BURNED_IN_ANNOTATION, "YES"));
        assertThat(declared.declared())
                .isInstanceOfSatisfying(
                        Suspect.class, suspect -> assertThat(suspect.reason()).contains("Burned In Annotation"));
        assertThat(keep(image().putText(Tags.BURNED_IN_ANNOTATION, "NO")).declared())
                .isEqualTo(Inspection.CLEAN);
        assertThat(refuse(image().putIntegers(0x60020010, 4))).contains("overlay in unused bits");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd",
        "1.2.3;rm",
        "1..2",
        "12345678901234567890123456789012345678901234567890123456789012345"
    })
    void aMalformedUidIsRefusedAndNotQuoted(String uid) {
        assertThat(refuse(image().putText(Tags.SOP_INSTANCE_UID, uid)))
                .isEqualTo("SOP Instance UID is missing or malformed");
    }

    private Deidentified keep(DataSet image) {
        Deidentification result = deidentifier.deidentify(object(image));
        assertThat(result).isInstanceOf(Deidentified.class);
        return (Deidentified) result;
    }

    private String refuse(DataSet image) {
        Deidentification result = deidentifier.deidentify(object(image));
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).reason();
    }

    private static DicomObject object(DataSet image) {
        return new DicomObject(new DataSet(), image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    private static void put(DataSet image, int tag, String value) {
        if (value != null) {
            image.putText(tag, value);
        }
    }

    private static DataSet image() {
        return new DataSet()
                .putText(Tags.SOP_CLASS_UID, CT)
                .putText(Tags.SOP_INSTANCE_UID, "1.2.3.4")
                .putText(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .putText(Tags.SERIES_INSTANCE_UID, "1.2.3.1")
                .putText(Tags.PATIENT_ID, "4711")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.ROWS, 2)
                .putIntegers(Tags.COLUMNS, 2)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[4]));
    }
}
