package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected actions are read off Table E.1-1 of PS3.15 and the module tables of PS3.3 by hand. */
class ActionPlannerTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String CR = "1.2.840.10008.5.1.4.1.1.1";
    private static final String ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
    private static final String UNKNOWN = "1.2.3.4";

    private final AttributeTable table = new AttributeTable();

    @Test
    void theTableIsWhole() {
        assertThat(table.rows()).hasSize(621);
        assertThat(table.rows())
                .allSatisfy(row -> assertThat(row.basic()).matches("X|Z|D|U|X/Z|X/D|Z/D|X/Z/D|X/Z/U\\*"));
        assertThat(table.row(0x60020000 | 0x3000).orElseThrow().name()).isEqualTo("Overlay Data");
        assertThat(table.row(0x50040010).orElseThrow().name()).isEqualTo("Curve Data");
        assertThat(table.row(Tags.ROWS)).isEmpty();
    }

    /** Kinds under the Basic Profile; the class decides where the table leaves a choice. */
    @ParameterizedTest
    @CsvSource({
        "AcquisitionDate, CT, REMOVE",
        "ContentDate, CT, EMPTY",
        "ContentDate, CR, EMPTY",
        "ContentDate, UNKNOWN, DUMMY",
        "OperatorsName, CT, REMOVE",
        "OperatorsName, UNKNOWN, DUMMY",
        "DeviceSerialNumber, CT, REMOVE",
        "DeviceSerialNumber, ENHANCED_CT, DUMMY",
        "ContrastBolusAgent, CT, EMPTY",
        "ProtocolName, CT, REMOVE",
        "AcquisitionDateTime, CT, REMOVE",
        "AcquisitionDateTime, ENHANCED_CT, DUMMY",
        "ReferencedImageSequence, CT, REMOVE",
        "AccessionNumber, CT, EMPTY",
        "PatientBirthDate, CT, EMPTY",
        "StudyDate, CT, EMPTY",
        "StudyDescription, CT, REMOVE",
        "PatientAge, CT, REMOVE",
        "PatientSex, CT, EMPTY",
        "FrameOfReferenceUID, CT, UID",
        "ClinicalTrialSponsorName, CT, DUMMY",
        "PatientName, CT, PATIENT",
        "KVP, CT, NUMBER",
        "BodyPartExamined, CT, CODE",
        "ImageComments, CT, REMOVE",
        "SequenceName, CT, DEVICE_TEXT",
        "RescaleSlope, CT, KEEP"
    })
    void basicProfile(String keyword, String sopClass, Step.Kind expected) {
        Profile bare = new Profile("bare", 1, null, null, null, null, null, null);
        assertThat(step(bare, keyword, sopClass, true).kind()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "StudyDate, SHIFT, EMPTY",
        "AcquisitionDate, SHIFT, REMOVE",
        "ContentTime, SHIFT, EMPTY",
        "TimezoneOffsetFromUTC, SHIFT, REMOVE",
        "StudyDescription, TEXT, REMOVE",
        "ContrastBolusAgent, TEXT, EMPTY",
        "PatientSex, SEX, EMPTY",
        "PatientAge, AGE, REMOVE",
        "PatientWeight, NUMBER, REMOVE",
        "EthnicGroup, DEVICE_TEXT, REMOVE",
        "AcquisitionContextSequence, CONTENT_ITEMS, REMOVE",
        "SourceImageSequence, ITEMS, REMOVE",
        "RequestAttributesSequence, ITEMS, REMOVE",
        "StationName, REMOVE, REMOVE",
        "ImagePositionPatient, NUMBER, DUMMY"
    })
    void research(String keyword, Step.Kind kind, Step.Kind otherwise) {
        Step step = step(Profiles.read("research"), keyword, "CT", true);
        assertThat(step.kind()).isEqualTo(kind);
        if (kind != Step.Kind.NUMBER) {
            assertThat(step.otherwise()).isEqualTo(otherwise);
        }
    }

    /** Where one option cleans what another keeps, it is cleaned. */
    @Test
    void cleaningBeatsKeeping() {
        Profile both =
                profile(ConfidentialityOption.RETAIN_DEVICE_IDENTITY, ConfidentialityOption.RETAIN_MODIFIED_DATES);
        assertThat(step(both, "DateOfLastCalibration", "CT", true).kind()).isEqualTo(Step.Kind.SHIFT);
        assertThat(step(both, "DeviceSerialNumber", "CT", true).kind()).isEqualTo(Step.Kind.KEEP);
        Profile device = profile(ConfidentialityOption.RETAIN_DEVICE_IDENTITY);
        assertThat(step(device, "StationName", "CT", true).kind()).isEqualTo(Step.Kind.KEEP);
    }

    @Test
    void uidsStayUnderTheirOption() {
        Profile profile = profile(ConfidentialityOption.RETAIN_UIDS);
        assertThat(step(profile, "FrameOfReferenceUID", "CT", true).kind()).isEqualTo(Step.Kind.KEEP);
        assertThat(step(profile, "ReferencedImageSequence", "CT", true).kind()).isEqualTo(Step.Kind.ITEMS);
    }

    @Test
    void ownRulesAreStrongestAndStillKeepObjectsValid() {
        Profile profile = new Profile(
                "own",
                1,
                null,
                null,
                null,
                List.of(
                        new Rule("SeriesDescription", "keep", null, null),
                        new Rule("(0008,1090)", "remove", null, null),
                        new Rule("KVP", "replace", "100", null)),
                null,
                null);
        assertThat(step(profile, "SeriesDescription", "CT", true).kind()).isEqualTo(Step.Kind.KEEP);
        assertThat(step(profile, "ManufacturerModelName", "CT", true).kind()).isEqualTo(Step.Kind.REMOVE);
        assertThat(step(profile, "ManufacturerModelName", "ENHANCED_CT", true).kind())
                .isEqualTo(Step.Kind.DUMMY);
        assertThat(step(profile, "KVP", "CT", true).value()).isEqualTo("100");
    }

    @Test
    void privateAndUnknownTagsAlwaysGo() {
        ActionPlan plan = new ActionPlan(new ActionPlanner(Profiles.read("research"), table));
        for (int tag : new int[] {0x00091001, 0x00290010, 0x00080000, 0x00087777, 0x77760010}) {
            assertThat(plan.root(CT).step(tag)).isEqualTo(Step.REMOVE);
            assertThat(plan.items().step(tag)).isEqualTo(Step.REMOVE);
        }
    }

    private static Profile profile(ConfidentialityOption... options) {
        return new Profile("p", 1, null, java.util.Set.of(options), null, null, null, null);
    }

    private Step step(Profile profile, String keyword, String sopClass, boolean root) {
        String uid = switch (sopClass) {
            case "CT" -> CT;
            case "CR" -> CR;
            case "ENHANCED_CT" -> ENHANCED_CT;
            default -> UNKNOWN;
        };
        return new ActionPlanner(profile, table)
                .step(DataDictionary.tag(keyword).orElseThrow(), uid, root);
    }
}
