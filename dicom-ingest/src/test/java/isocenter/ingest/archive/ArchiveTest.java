package isocenter.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Conflict;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.archive.IngestOutcome.Skipped;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetException;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.PreparationListener;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.pixel.Frames;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ArchiveTest {
    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    Instances instances;

    @Inject
    QuarantineList quarantine;

    @Inject
    Ledger ledger;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path folder;

    private final OutcomeList outcomes = new OutcomeList();

    @Test
    void anImageIsStoredCataloguedAndRecorded() throws IOException {
        DataSet image = StudyBuilder.radiograph("A-1", 1)
                .putText(Tags.BODY_PART_EXAMINED, "chest")
                .putText(Tags.VIEW_POSITION, "PA")
                .putText(Tags.INSTITUTION_NAME, "Old Oak");
        StudyBuilder.write(folder.resolve("one.dcm"), image);
        long before = ledger.head().size();

        IngestSummary summary = ingest();

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(outcomes.found).isEqualTo(1);
        Accepted accepted = (Accepted) outcomes.of("one.dcm");
        String uid = image.text(Tags.SOP_INSTANCE_UID).orElseThrow();
        assertThat(accepted.instance()).isEqualTo(pseudonyms.uid(uid));
        Instance row = database.instance(accepted.instance());
        assertThat(row.patient).isEqualTo(pseudonyms.patient("", "A-1"));
        assertThat(row.bodyPart).isEqualTo("CHEST");
        assertThat(row.viewPosition).isEqualTo("PA");
        assertThat(row.site).isEqualTo(pseudonyms.site("Old Oak"));
        assertThat(row.age).isEqualTo(47);
        assertThat(row.sex).isEqualTo("F");
        assertThat(Sha256.hex(Files.readAllBytes(archive.object(row)))).isEqualTo(row.sha256);
        DicomObject stored = new Part10Parser().parse(archive.object(row));
        assertThat(Frames.of(stored).decodeAll().sha256())
                .isEqualTo(row.pixelSha256)
                .isEqualTo(Frames.of(StudyBuilder.object(image)).decodeAll().sha256());
        assertThat(ledger.head().size()).isEqualTo(before + 1);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void theSameFilesAgainChangeNothing() {
        for (int i = 0; i < 5; i++) {
            StudyBuilder.write(folder.resolve(i + ".dcm"), StudyBuilder.radiograph("B-" + i, i));
        }
        assertThat(ingest().accepted()).isEqualTo(5);
        long before = ledger.head().size();

        IngestSummary again = ingest();

        assertThat(again.duplicates()).isEqualTo(5);
        assertThat(again.accepted()).isZero();
        assertThat(ledger.head().size()).isEqualTo(before);
    }

    @Test
    void theSameObjectInAnotherPreambleOrFileOfTheSameRunIsADuplicate() throws IOException {
        Path first = StudyBuilder.write(folder.resolve("1.dcm"), StudyBuilder.radiograph("C", 3));
        byte[] bytes = Files.readAllBytes(first);
        bytes[0] = 'M';
        bytes[1] = 'Z';
        Files.write(folder.resolve("2.dcm"), bytes);

        ingest();

        assertThat(outcomes.of("1.dcm")).isInstanceOf(Accepted.class);
        assertThat(outcomes.of("2.dcm")).isInstanceOf(Duplicate.class);
    }

    @Test
    void otherContentUnderTheSameUidIsKeptBesideTheFirst() {
        DataSet first = StudyBuilder.radiograph("D", 4);
        DataSet second = first.copy().put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[256]));
        StudyBuilder.write(folder.resolve("1.dcm"), first);
        StudyBuilder.write(folder.resolve("2.dcm"), second);

        ingest();

        Accepted accepted = (Accepted) outcomes.of("1.dcm");
        Conflict conflict = (Conflict) outcomes.of("2.dcm");
        assertThat(conflict.instance()).isEqualTo(accepted.instance());
        assertThat(conflict.sha256()).isNotEqualTo(accepted.sha256());
        assertThat(database.conflictsOf(accepted.instance())).containsExactly(conflict.sha256());
        assertThat(home.path().resolve(KeptFiles.pathOf(conflict.sha256()))).exists();
        assertThat(home.path().resolve(KeptFiles.pathOf(accepted.sha256()))).exists();
        assertThat(database.instance(accepted.instance()).sha256).isEqualTo(accepted.sha256());

        ingest();
        assertThat(outcomes.of("2.dcm")).isInstanceOf(Duplicate.class);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void whatCannotBeReadIsRefusedWithAReasonAndStopsNothing() throws IOException {
        byte[] sound =
                Files.readAllBytes(StudyBuilder.write(folder.resolve("z-sound.dcm"), StudyBuilder.radiograph("E", 5)));
        Files.write(folder.resolve("empty.dcm"), new byte[0]);
        Files.writeString(folder.resolve("notes.txt"), "Patient Miller was here");
        Files.write(folder.resolve("truncated.dcm"), Arrays.copyOf(sound, sound.length - 40));
        DataSet huge =
                StudyBuilder.radiograph("E", 6).putIntegers(Tags.ROWS, 65535).putIntegers(Tags.COLUMNS, 65535);
        StudyBuilder.write(folder.resolve("huge.dcm"), huge);
        StudyBuilder.write(folder.resolve("nested.dcm"), nested(900));
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/link.dcm"), folder.resolve("z-sound.dcm"));

        IngestSummary summary = ingest();

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(summary.quarantined()).isEqualTo(5);
        assertThat(outcomes.reason("empty.dcm")).contains("empty");
        assertThat(outcomes.reason("notes.txt")).contains("not a DICOM file");
        assertThat(outcomes.reason("truncated.dcm")).contains("claims");
        assertThat(outcomes.reason("huge.dcm")).contains("samples");
        assertThat(outcomes.reason("nested.dcm")).isNotBlank();
        assertThat(outcomes.of("link.dcm")).isEqualTo(new Skipped("symbolic link: not followed"));
        assertThat(outcomes.of("z-sound.dcm")).isInstanceOf(Accepted.class);
        assertThat(summary.reasons().values().stream().mapToLong(n -> n).sum()).isEqualTo(5);
        Quarantined record = (Quarantined) outcomes.of("truncated.dcm");
        assertThat(database.quarantined(record.id()).sourceSha256)
                .isEqualTo(Sha256.hex(Arrays.copyOf(sound, sound.length - 40)));

        long before = ledger.head().size();
        ingest();
        assertThat(ledger.head().size())
                .as("the same refusals are not recorded twice")
                .isEqualTo(before);
    }

    @Test
    void damagedCopiesNeverStopABatch() throws IOException {
        Path sound = StudyBuilder.write(folder.resolve("sound.dcm"), StudyBuilder.radiograph("damage", 40));
        byte[] bytes = Files.readAllBytes(sound);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            for (int n = 0; n < 1 + i % 4; n++) {
                damaged[132 + random.nextInt(bytes.length - 256 - 132)] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("damaged-" + i), damaged);
        }

        IngestSummary summary = ingest();

        assertThat(summary.files()).isEqualTo(301);
        assertThat(summary.quarantined()).isPositive();
        assertThat(summary.reasons().keySet()).noneMatch(reason -> reason.contains("could not be examined"));
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void aDeflateBombIsRefused() {
        DataSet bomb =
                StudyBuilder.radiograph("bomb", 41).put(Element.bytes(Tags.IMAGE_COMMENTS, Vr.LT, new byte[64 << 20]));
        StudyBuilder.write(
                folder.resolve("bomb.dcm"),
                new DicomObject(new DataSet(), bomb, TransferSyntax.DEFLATED_EXPLICIT_LITTLE_ENDIAN));
        assertThat(folder.resolve("bomb.dcm").toFile().length()).isLessThan(1 << 20);

        ingest();

        assertThat(outcomes.reason("bomb.dcm")).contains("bomb");
    }

    @Test
    void aRefusedFileThatCanBeKeptLaterIsAcceptedAndItsRecordClosed() throws IOException {
        Path file = StudyBuilder.write(folder.resolve("late.dcm"), StudyBuilder.radiograph("F", 7));
        String id = BatchRows.quarantineId(Sha256.hex(Files.readAllBytes(file)), pseudonyms);
        database.addQuarantined(id);

        ingest();

        assertThat(outcomes.of("late.dcm")).isInstanceOf(Accepted.class);
        assertThat(database.quarantined(id).resolved).isTrue();
    }

    @Test
    void aStudyOfTwoPatientsIsNotLetIn() {
        DataSet first = StudyBuilder.radiograph("G-1", 8);
        DataSet second = StudyBuilder.radiograph("G-2", 9)
                .putText(
                        Tags.STUDY_INSTANCE_UID,
                        first.text(Tags.STUDY_INSTANCE_UID).orElseThrow());
        StudyBuilder.write(folder.resolve("1.dcm"), first);
        StudyBuilder.write(folder.resolve("2.dcm"), second);

        ingest();

        assertThat(outcomes.of("1.dcm")).isInstanceOf(Accepted.class);
        assertThat(outcomes.reason("2.dcm")).contains("under another patient");
    }

    @Test
    void aPatientOfTwoSexesHasNone() {
        StudyBuilder.write(folder.resolve("1.dcm"), StudyBuilder.radiograph("H", 10));
        StudyBuilder.write(
                folder.resolve("2.dcm"), StudyBuilder.radiograph("H", 11).putText(Tags.PATIENT_SEX, "M"));
        StudyBuilder.write(folder.resolve("3.dcm"), StudyBuilder.radiograph("H", 12));

        ingest();

        Patient patient = database.patient(pseudonyms.patient("", "H"));
        assertThat(patient.sex).isNull();
        assertThat(patient.sexContradicted).isTrue();
    }

    @Test
    void aDicomdirIsSkipped() {
        DataSet directory = StudyBuilder.radiograph("I", 13).putText(Tags.SOP_CLASS_UID, "1.2.840.10008.1.3.10");
        StudyBuilder.write(folder.resolve("DICOMDIR"), directory);
        ingest();
        assertThat(outcomes.of("DICOMDIR")).isEqualTo(new Skipped("DICOMDIR: a list of objects, not an image"));
    }

    @Test
    void theArchiveDoesNotEatItself() {
        StudyBuilder.write(folder.resolve("1.dcm"), StudyBuilder.radiograph("J", 14));
        ingest();
        IngestSummary summary = archive.ingest(List.of(home.path().resolve("store")), outcomes);
        assertThat(summary.accepted() + summary.conflicts()).isZero();
        assertThat(summary.skipped()).isPositive();
    }

    @Test
    void allUncompressedSyntaxesKeepTheirPixels() {
        DataSet image = StudyBuilder.radiograph("K", 15);
        for (TransferSyntax syntax : List.of(
                TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_LITTLE_ENDIAN)) {
            DataSet copy = image.copy().putText(Tags.SOP_INSTANCE_UID, StudyBuilder.newUid());
            StudyBuilder.write(folder.resolve(syntax.name()), new DicomObject(new DataSet(), copy, syntax));
        }
        assertThat(ingest().accepted()).isEqualTo(3);
        String expected = Frames.of(StudyBuilder.object(image)).decodeAll().sha256();
        for (IngestOutcome outcome : outcomes.byName.values()) {
            Instance row = database.instance(((Accepted) outcome).instance());
            assertThat(Frames.of(new Part10Parser().parse(archive.object(row)))
                            .decodeAll()
                            .sha256())
                    .isEqualTo(expected);
        }
    }

    /** With the stored file out of reach a dataset can only be prepared from what ingest has left. */
    @Test
    void squaresLeftByIngestAreThoseThatDecodingAgainGives() throws IOException {
        DataSet image = StudyBuilder.radiograph("S", 77).putText(Tags.BODY_PART_EXAMINED, "SQUARE");
        StudyBuilder.write(folder.resolve("s"), image);
        archive.ingest(List.of(folder), List.of(8, 12), outcomes);
        DatasetVersion version =
                datasets.create(new DatasetDefinition("squares", Map.of("bodyPart", "SQUARE"), 1, 1, 0, 0, null));
        Path object = archive.object(database.instance(((Accepted) outcomes.of("s")).instance()));
        Path aside = folder.resolve("aside");
        Files.move(object, aside);
        float[] left = prepared(version, 12);
        assertThatThrownBy(() -> prepared(version, 10)).isInstanceOf(DatasetException.class);
        Files.move(aside, object);
        try (Stream<Path> caches = Files.walk(home.path().resolve("cache"))) {
            caches.sorted(Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
        assertThat(prepared(version, 12)).isEqualTo(left).isNotEqualTo(new float[left.length]);
    }

    private float[] prepared(DatasetVersion version, int size) {
        try (ImageCache images = datasets.prepare(version, size, PreparationListener.NONE)) {
            float[] values = new float[size * size];
            images.read(0, values, 0);
            return values;
        }
    }

    @Test
    void aPathThatLeadsNowhereIsSaidBeforeAnyWork() {
        assertThatThrownBy(() -> archive.ingest(List.of(folder.resolve("absent")), outcomes))
                .isInstanceOf(IngestPathException.class)
                .hasMessageContaining("absent");
    }

    private IngestSummary ingest() {
        return archive.ingest(List.of(folder), outcomes);
    }

    private static DataSet nested(int depth) {
        DataSet innermost = new DataSet().putText(Tags.CODE_VALUE, "1");
        for (int i = 0; i < depth; i++) {
            innermost = new DataSet().put(Element.sequence(Tags.SOURCE_IMAGE_SEQUENCE, List.of(innermost)));
        }
        DataSet image = StudyBuilder.radiograph("E", 20);
        innermost.forEach(image::put);
        return image;
    }
}
