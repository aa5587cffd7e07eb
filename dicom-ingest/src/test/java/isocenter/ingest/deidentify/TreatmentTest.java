package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreatmentTest {
    private static final int VALUE_TYPE = 0x0040A040;
    private static final int CONCEPT_NAME = 0x0040A043;
    private static final int ACQUISITION_CONTEXT = 0x00400555;

    @TempDir
    Path home;

    @Test
    void privateElementsGoAtEveryDepth() {
        DataSet inner = withPrivate(new DataSet().putText(Tags.REFERENCED_SOP_INSTANCE_UID, "1.2.3"));
        DataSet middle = withPrivate(new DataSet()).put(Element.sequence(Tags.SOURCE_IMAGE_SEQUENCE, List.of(inner)));
        DataSet image = withPrivate(image()).put(Element.sequence(Tags.SOURCE_IMAGE_SEQUENCE, List.of(middle)));

        DataSet kept = keep("research", image);

        DataSet keptInner = kept.items(Tags.SOURCE_IMAGE_SEQUENCE)
                .get(0)
                .items(Tags.SOURCE_IMAGE_SEQUENCE)
                .get(0);
        for (DataSet level :
                List.of(kept, kept.items(Tags.SOURCE_IMAGE_SEQUENCE).get(0), keptInner)) {
            level.forEach(element -> assertThat(Tags.isPrivate(element.tag())).isFalse());
        }
        assertThat(keptInner.text(Tags.REFERENCED_SOP_INSTANCE_UID)).isPresent();
    }

    /** (7053,xx00) and (7053,xx09) of "Philips PET Private Group" are DS in Table E.3.10-1. */
    @Test
    void safePrivateAttributesStayWithTheirCreatorsAndNothingElseOfTheBlock() {
        DataSet image = image();
        image.put(Element.text(0x70530011, Vr.LO, "Philips PET Private Group"));
        image.put(Element.text(0x70531100, Vr.DS, "0.000551"));
        image.put(Element.bytes(0x70531109, Vr.UN, "1.5 ".getBytes(StandardCharsets.US_ASCII)));
        image.put(Element.text(0x70531110, Vr.LO, "Quimby"));
        image.put(Element.text(0x00190010, Vr.LO, "GEMS_ACQU_01"));
        image.put(Element.text(0x00191023, Vr.DS, "Quimby"));
        image.put(Element.text(0x00430010, Vr.LO, "Quimby"));
        image.put(Element.text(0x00431039, Vr.IS, "800"));

        DataSet kept = keep(safePrivate(), image);

        assertThat(kept.text(0x70530011)).contains("Philips PET Private Group");
        assertThat(kept.text(0x70531100)).contains("0.000551");
        assertThat(kept.text(0x70531109)).contains("1.5");
        assertThat(kept.get(0x70531109).orElseThrow().vr()).isEqualTo(Vr.DS);
        assertThat(kept.contains(0x70531110)).isFalse();
        assertThat(kept.contains(0x00191023)).as("no number").isFalse();
        assertThat(kept.contains(0x00190010)).as("a creator that nothing needs").isFalse();
        assertThat(kept.contains(0x00431039)).as("another creator's element").isFalse();
        assertThat(kept.contains(0x00430010)).isFalse();
        assertThat(keep("research", image).contains(0x70531100)).isFalse();
    }

    /** Concepts of Table E.3.4-1: 121022 DCM Accession Number goes; what it does not list is cleaned as any text. */
    @Test
    void contentItemsAreJudgedByTheirConcepts() {
        DataSet accession = item("TEXT", "121022", "DCM", "Accession Number").putText(Tags.TEXT_VALUE, "A-77812");
        DataSet comment = item("TEXT", "X1", "99OAK", "Posture").putText(Tags.TEXT_VALUE, "supine, said Quimby");
        DataSet person = item("PNAME", "X2", "99OAK", "Posture");
        person.put(Element.text(Tags.PERSON_NAME, Vr.PN, "Quimby^Eleanor"));
        DataSet image = image().put(Element.sequence(ACQUISITION_CONTEXT, List.of(accession, comment, person)));

        List<DataSet> items = keep("research", image).items(ACQUISITION_CONTEXT);

        assertThat(items).hasSize(1);
        assertThat(items.get(0).text(Tags.TEXT_VALUE).orElseThrow().strip())
                .startsWith("supine")
                .doesNotContain("Quimby");
        assertThat(keep("basic", image).items(ACQUISITION_CONTEXT)).isEmpty();
    }

    @Test
    void overlaysStayOnlyAsRegionsWithoutWriting() {
        DataSet image = image();
        overlay(image, 0x6000, "R", new byte[] {0, 0, 0x7e, 0x7e, 0x7e, 0x7e, 0, 0});
        overlay(image, 0x6002, "G", new byte[] {0, 0, 0x7e, 0x7e, 0x7e, 0x7e, 0, 0});
        image.put(Element.text(0x60001500, Vr.LO, "Quimby"));

        DataSet kept = keep("research", image);

        assertThat(kept.contains(0x60003000)).isTrue();
        assertThat(kept.integer(0x60000010)).hasValue(8);
        assertThat(kept.contains(0x60001500)).isFalse();
        kept.forEach(element -> assertThat(element.tag() >>> 16).isNotEqualTo(0x6002));
        keep("basic", image).forEach(element -> assertThat(element.tag() >>> 24).isNotEqualTo(0x60));
    }

    /** What either the stated VR or the standard's would remove goes; no raw bytes hide under the tag of a code or a number. */
    @Test
    void anotherVrHidesNothing() {
        byte[] name = "QUIMBY".getBytes(StandardCharsets.US_ASCII);
        DataSet image = image();
        image.put(Element.bytes(Tags.BODY_PART_EXAMINED, Vr.OB, name));
        image.put(Element.bytes(0x00180060, Vr.UN, name)); // KVP
        image.put(Element.text(0x00180050, Vr.LO, "Quimby")); // Slice Thickness
        image.put(Element.bytes(Tags.STUDY_DATE, Vr.OB, "20200101".getBytes(StandardCharsets.US_ASCII)));
        image.put(Element.text(Tags.SAMPLES_PER_PIXEL, Vr.LO, "Quimby"));
        image.put(
                Element.sequence(Tags.STUDY_DESCRIPTION, List.of(new DataSet().putText(Tags.CODE_MEANING, "Quimby"))));
        image.put(Element.text(Tags.SOURCE_IMAGE_SEQUENCE, Vr.LT, "Quimby"));
        image.put(Element.text(Tags.FRAME_OF_REFERENCE_UID, Vr.PN, "Quimby"));

        DataSet kept = keep("research", image);

        for (int tag : new int[] {
            Tags.BODY_PART_EXAMINED,
            0x00180060,
            0x00180050,
            Tags.STUDY_DATE,
            Tags.SAMPLES_PER_PIXEL,
            Tags.STUDY_DESCRIPTION,
            Tags.SOURCE_IMAGE_SEQUENCE,
            Tags.FRAME_OF_REFERENCE_UID
        }) {
            assertThat(kept.hasValue(tag)).as(Tags.format(tag)).isFalse();
        }
    }

    /** The second frame's item keeps its place although nothing of the first is left. */
    @Test
    void functionalGroupsKeepTheirOrder() {
        DataSet first = new DataSet().put(Element.text(0x00091001, Vr.LO, "Quimby"));
        DataSet second = new DataSet()
                .put(Element.sequence(0x00289145, List.of(new DataSet().putText(Tags.RESCALE_SLOPE, "2"))));
        DataSet image =
                image().put(Element.sequence(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, List.of(first, second)));

        List<DataSet> items = keep("research", image).items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);

        assertThat(items).hasSize(2);
        assertThat(items.get(0).isEmpty()).isTrue();
        assertThat(items.get(1).items(0x00289145).get(0).text(Tags.RESCALE_SLOPE))
                .contains("2");
    }

    /** Codes of context group 7050 (PS3.16). */
    @Test
    void saysHowItWasDone() {
        DataSet kept = keep("research", image().putText(Tags.BODY_PART_EXAMINED, "HEAD"));
        assertThat(kept.items(0x00120064).stream()
                        .map(code -> code.text(Tags.CODE_VALUE).orElseThrow()))
                .containsExactlyInAnyOrder("113100", "113101", "113103", "113104", "113105", "113107", "113108");
        assertThat(kept.text(Tags.PATIENT_IDENTITY_REMOVED)).contains("YES");
        assertThat(kept.text(Tags.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED)).contains("MODIFIED");
        assertThat(kept.text(Tags.BURNED_IN_ANNOTATION)).contains("NO");
        assertThat(kept.text(Tags.RECOGNIZABLE_VISUAL_FEATURES)).contains("YES");
        DataSet basic = keep("basic", image());
        assertThat(basic.items(0x00120064)).hasSize(2);
        assertThat(basic.text(Tags.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED)).contains("REMOVED");
        assertThat(basic.contains(Tags.RECOGNIZABLE_VISUAL_FEATURES)).isFalse();
    }

    @Test
    void basicTellsNothingOfPatientTimeOrDevice() {
        DataSet image = image().putText(Tags.PATIENT_SEX, "F")
                .putText(Tags.PATIENT_AGE, "047Y")
                .putText(Tags.STUDY_DATE, "20200101")
                .putText(Tags.MANUFACTURER, "Maker")
                .putText(Tags.STUDY_DESCRIPTION, "CT CHEST")
                .putText(Tags.MODALITY, "CT");
        Deidentified kept = deidentified(Profiles.read("basic"), image);
        assertThat(kept.sex()).isNull();
        assertThat(kept.age()).isNull();
        for (int tag : new int[] {
            Tags.PATIENT_SEX, Tags.PATIENT_AGE, Tags.STUDY_DATE, Tags.MANUFACTURER, Tags.STUDY_DESCRIPTION
        }) {
            assertThat(kept.object().dataSet().hasValue(tag))
                    .as(Tags.format(tag))
                    .isFalse();
        }
        assertThat(kept.object().dataSet().text(Tags.MODALITY)).contains("CT");
    }

    @Test
    void originalsAreHandedOnAndNeverPrinted() {
        Deidentified kept = deidentified(
                Profiles.read("research"),
                image().putText(Tags.PATIENT_NAME, "Quimby^E")
                        .putText(Tags.PATIENT_ID, "MRN-4711-Q")
                        .putText(Tags.ACCESSION_NUMBER, "A1"));
        assertThat(kept.originals().name()).isEqualTo("Quimby^E");
        assertThat(kept.originals().patientId()).isEqualTo("MRN-4711-Q");
        assertThat(kept.toString()).doesNotContain("Quimby").doesNotContain("MRN-4711-Q");
    }

    @Test
    void aDryRunTellsTagsAndNoValues() {
        DataSet image = image().putText(Tags.STUDY_DESCRIPTION, "Quimby")
                .putText(Tags.STUDY_DATE, "20200101")
                .putText(Tags.MODALITY, "CT")
                .putText(Tags.ACCESSION_NUMBER, "Q1");
        Deidentifier deidentifier = new Deidentifier(new Pseudonyms(() -> home), Profiles.read("research"));

        DryRun.Report report = DryRun.of(deidentifier, object(image));

        assertThat(report.changes())
                .contains(
                        new DryRun.Change("StudyDescription", "LO", DryRun.Outcome.REMOVED),
                        new DryRun.Change("StudyDate", "DA", DryRun.Outcome.CHANGED),
                        new DryRun.Change("Modality", "CS", DryRun.Outcome.KEPT),
                        new DryRun.Change("AccessionNumber", "SH", DryRun.Outcome.EMPTIED),
                        new DryRun.Change("PatientIdentityRemoved", "CS", DryRun.Outcome.ADDED));
        assertThat(report.toString()).doesNotContain("Quimby").doesNotContain("20200101");
        assertThat(DryRun.of(deidentifier, object(image().putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.104.1")))
                        .refusal())
                .contains("encapsulated document");
    }

    @Test
    void aProfileIsDescribedAttributeByAttribute() {
        List<ProfileTable.Line> lines = ProfileTable.of(Profiles.read("research"), "");
        assertThat(lines)
                .contains(
                        new ProfileTable.Line("(0008,0020)", "StudyDate", "Z", "shift", "empty", "option"),
                        new ProfileTable.Line("(0008,0070)", "Manufacturer", "", "device text", "remove", "kind"),
                        new ProfileTable.Line(
                                "(0008,2112)", "SourceImageSequence", "X/Z/U*", "items", "remove", "rule"),
                        new ProfileTable.Line("PN", "any other", "", "remove", "remove", "VR"));
        assertThat(ProfileTable.text(lines).lines().count()).isEqualTo(lines.size());
    }

    private static DataSet withPrivate(DataSet dataSet) {
        dataSet.put(Element.text(0x00090010, Vr.LO, "Quimby"));
        dataSet.put(Element.text(0x00091001, Vr.LO, "Quimby"));
        return dataSet.put(Element.sequence(0x00091002, List.of(new DataSet().putText(Tags.PATIENT_NAME, "Quimby"))));
    }

    private static DataSet item(String valueType, String code, String scheme, String meaning) {
        DataSet name = new DataSet()
                .putText(Tags.CODE_VALUE, code)
                .putText(Tags.CODING_SCHEME_DESIGNATOR, scheme)
                .putText(Tags.CODE_MEANING, meaning);
        return new DataSet().putText(VALUE_TYPE, valueType).put(Element.sequence(CONCEPT_NAME, List.of(name)));
    }

    private static void overlay(DataSet image, int group, String type, byte[] bits) {
        image.put(Element.integers(group << 16 | 0x10, Vr.US, 8));
        image.put(Element.integers(group << 16 | 0x11, Vr.US, 8));
        image.put(Element.text(group << 16 | 0x40, Vr.CS, type));
        image.put(Element.integers(group << 16 | 0x100, Vr.US, 1));
        image.put(Element.bytes(group << 16 | 0x3000, Vr.OW, bits));
    }

    private static Profile safePrivate() {
        return new Profile("safe", 1, null, Set.of(ConfidentialityOption.RETAIN_SAFE_PRIVATE), null, null, null, null);
    }

    private DataSet keep(String profile, DataSet image) {
        return keep(Profiles.read(profile), image);
    }

    private DataSet keep(Profile profile, DataSet image) {
        return deidentified(profile, image).object().dataSet();
    }

    private Deidentified deidentified(Profile profile, DataSet image) {
        return (Deidentified) new Deidentifier(new Pseudonyms(() -> home), profile).deidentify(object(image));
    }

    private static DicomObject object(DataSet image) {
        return new DicomObject(new DataSet(), image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    private static DataSet image() {
        return new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4")
                .putText(Tags.SOP_INSTANCE_UID, "1.2.3.4")
                .putText(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .putText(Tags.SERIES_INSTANCE_UID, "1.2.3.1")
                .putText(Tags.PATIENT_ID, "4711")
                .putText(Tags.MODALITY, "MR")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.ROWS, 2)
                .putIntegers(Tags.COLUMNS, 2)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[4]));
    }
}
