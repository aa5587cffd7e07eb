package isocenter.ingest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.CatalogueProbe;
import isocenter.ingest.archive.IngestSummary;
import isocenter.ingest.archive.StudyBuilder;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetException;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.FramePolicy;
import isocenter.ingest.dataset.PreparationListener;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.reidentify.ReidentificationMap;
import isocenter.ingest.reidentify.Resolution;
import isocenter.ingest.volume.BlockShape;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two patients with the same kinds of data; one is erased, and the other must not notice. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ErasureTest {
    private static final String REASON = "request 17 of the data protection officer";
    private static final BlockShape SHAPE = BlockShape.isotropic(3, 4, 5, 1);

    @Inject
    Erasure erasure;

    @Inject
    ResidueSearch search;

    @Inject
    TestPatients patients;

    @Inject
    Datasets datasets;

    @Inject
    ReidentificationMap identities;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path folder;

    private String vera;
    private String walt;
    private DatasetVersion images;
    private DatasetVersion volumes;

    @BeforeEach
    void twoPatients() throws IOException {
        patients.empty();
        vera = patients.arrive(folder, "Vera", 100);
        walt = patients.arrive(folder, "Walt", 200);
        images = create("images", "IMAGES", FramePolicy.SINGLE);
        volumes = create("volumes", "VOLUMES", new FramePolicy.WholeVolumes(2));
        datasets.prepare(images, 8, PreparationListener.NONE).close();
        datasets.prepareVolumes(volumes, SHAPE, PreparationListener.NONE).close();
    }

    @Test
    void everythingOfThePatientGoesAndNothingOfTheOther() throws IOException {
        Map<String, Long> before = erasure.find(walt).places();
        Map<String, String> waltsFiles = filesOf(walt);
        List<String> verasObjects = patients.pathsOf(vera);
        List<DatasetMember> waltsMembers = membersOf(walt, images);
        assertThat(erasure.find(vera).places())
                .containsOnly(
                        Map.entry("objects", 9L), // three films, three slices, a conflict, one held and one discarded
                        Map.entry("dataset members", 4L),
                        Map.entry("volumes", 1L),
                        Map.entry("prepared squares", 7L),
                        Map.entry("identities", 8L), // a patient, six studies, one question
                        Map.entry("pulled studies", 1L),
                        Map.entry("jobs that name the patient", 1L));
        assertThat(verasObjects).hasSize(8).allMatch(this::exists);

        ErasureSummary summary = erasure.erase(vera, "dpo", REASON, false);

        assertThat(summary.residue().left()).isEmpty();
        assertThat(summary.residue().names()).isGreaterThan(25);
        assertThat(summary.residue().files()).isGreaterThan(10);
        assertThat(erasure.find(vera).isEmpty()).isTrue();
        assertThat(verasObjects).noneMatch(this::exists);
        assertThat(identities.resolve(vera, "dpo", "is anything left?")).isInstanceOf(Resolution.Unknown.class);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);

        assertThat(erasure.find(walt).places()).isEqualTo(before);
        assertThat(filesOf(walt)).isEqualTo(waltsFiles).isNotEmpty();
        assertThat(membersOf(walt, images)).isEqualTo(waltsMembers);
        assertThat(database.strings("select error from job where error like 'image%' order by created desc limit 2"))
                .containsExactlyInAnyOrder(
                        "image erased cannot be read",
                        "image " + waltsMembers.get(0).instance() + " cannot be read");
        assertThat(database.strings("select reason from reidentification_log where pseudonym = 'erased'"))
                .contains("an incidental finding");
        assertThat(events("erase.patient", summary))
                .singleElement()
                .asString()
                .doesNotContain(vera)
                .contains(REASON);
        assertThat(events("erase.search", summary)).singleElement().asString().contains("\"left\":0");
    }

    @Test
    void whatIsLeftIsSaid() throws IOException {
        Path named = Files.writeString(home.path().resolve(vera + ".txt"), "a note");
        Path noted = Files.writeString(
                home.path().resolve("note.txt"),
                "see " + membersOf(vera, images).get(0).fileSha256());
        try {
            database.execute("create table note (text varchar)");
            database.execute("insert into note values ('about "
                    + membersOf(vera, images).get(0).instance() + "')");
            assertThat(erasure.erase(vera, "dpo", REASON, false).residue().left())
                    .containsExactlyInAnyOrder("table note", "file " + vera + ".txt", "file note.txt");
        } finally {
            database.execute("drop table note");
            Files.delete(named);
            Files.delete(noted);
        }
    }

    @Test
    void aVersionKeepsItsRootIsNotUsedAgainAndIsMadeAnewWithoutThePatient() {
        int all = datasets.members(images).size();
        erasure.erase(vera, "dpo", REASON, false);

        DatasetVersion after = datasets.require(images.id());
        assertThat(after.erased()).isEqualTo(3);
        assertThat(after.sha256()).isEqualTo(images.sha256());
        assertThat(datasets.members(after))
                .hasSize(all - 3)
                .noneMatch(member -> member.patient().equals(vera));
        assertThatThrownBy(() -> datasets.prepare(after, 8, PreparationListener.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("3 of the images of images@1 were erased");
        assertThatThrownBy(
                        () -> datasets.prepareVolumes(datasets.require(volumes.id()), SHAPE, PreparationListener.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("erased");
        assertThatThrownBy(() -> database.execute("delete from dataset_member"))
                .as("only an erasure may")
                .hasStackTraceContaining("never changes");

        DatasetVersion without = create("images", "IMAGES", FramePolicy.SINGLE);
        assertThat(without.version()).isEqualTo(2);
        assertThat(without.erased()).isZero();
        datasets.prepare(without, 8, PreparationListener.NONE).close();

        patients.ingest(folder.resolve("Vera"));
        DatasetVersion again = create("images", "IMAGES", FramePolicy.SINGLE);
        assertThat(again.version()).as("as the first, but whole").isEqualTo(3);
        assertThat(again.sha256()).isEqualTo(images.sha256());
        datasets.prepare(again, 8, PreparationListener.NONE).close();
        erasure.erase(vera, "dpo", REASON, false);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void whatADeadProcessLeftIsCompletedByTheNextAndWhatCameBackStays() throws IOException {
        List<String> objects = patients.pathsOf(vera);
        Path manifest = home.path().resolve("datasets/images@1.jsonl");

        erasure.commit(vera, "dpo", REASON, false);

        assertThat(objects).as("until they are settled").allMatch(this::exists);
        assertThat(Files.readString(manifest)).contains(vera);
        IngestSummary again = patients.ingest(folder.resolve("Vera/film-0.dcm"));
        assertThat(again.accepted()).isEqualTo(1);
        String back = patients.pathsOf(vera).get(0);

        erasure.resume(new StartupEvent());

        assertThat(objects.stream().filter(this::exists)).containsExactly(back);
        assertThat(Files.readString(manifest))
                .doesNotContain(vera)
                .contains("{\"erased\":\"")
                .contains(walt);
        assertThat(caches("images-" + images.sha256())).isEmpty();
        assertThat(database.strings("select path from erasure_file")).isEmpty();
        assertThat(database.strings("select 1 from erasure where completed is null"))
                .isEmpty();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        erasure.resume(new StartupEvent());
        assertThat(exists(back)).isTrue();
    }

    @Test
    void anObjectInConflictIsErasedWithThePatientThatItNames() throws IOException {
        DataSet film = StudyBuilder.radiograph("Xenia", 1);
        StudyBuilder.write(folder.resolve("xenia.dcm"), film);
        DataSet renamed = film.copy().putText(Tags.PATIENT_ID, "Yuri").putText(Tags.PATIENT_NAME, "Invented^Yuri");
        StudyBuilder.write(folder.resolve("yuri.dcm"), renamed);
        patients.ingest(folder.resolve("xenia.dcm"));
        assertThat(patients.ingest(folder.resolve("yuri.dcm")).conflicts()).isEqualTo(1);
        String xenia = pseudonyms.patient("", "Xenia");
        String yuri = pseudonyms.patient("", "Yuri");

        ErasureSummary summary = erasure.erase(yuri, "dpo", REASON, false);

        assertThat(summary.residue().left()).isEmpty();
        assertThat(summary.places()).containsEntry("objects", 1L);
        assertThat(erasure.find(xenia).places()).containsEntry("objects", 1L);
        assertThat(patients.pathsOf(xenia)).hasSize(1).allMatch(this::exists);
        assertThat(patients.ingest(folder.resolve("yuri.dcm")).conflicts())
                .as("its file is not known either")
                .isEqualTo(1);
    }

    @Test
    void nobodyIsErasedWhileAJobWorksOrWhenNothingIsHeld() {
        long events = ledger.head().size();
        assertThatThrownBy(() -> erasure.erase("P" + "0".repeat(32), "dpo", REASON, false))
                .isInstanceOf(ErasureException.class)
                .hasMessageContaining("Nothing is held");
        assertThatThrownBy(() -> erasure.erase(vera, "dpo", "asked for " + vera, false))
                .isInstanceOf(ErasureException.class)
                .hasMessageContaining("leave the patient's pseudonym");
        database.execute(
                "insert into job (id, kind, job_key, parameters, state) values (gen_random_uuid(), 'trial', 'k',"
                        + " '{\"dataset\":\"images@1\"}', 'QUEUED')");
        try {
            assertThat(erasure.find(vera).obstacles())
                    .singleElement()
                    .asString()
                    .contains("works on the dataset images@1");
            assertThatThrownBy(() -> erasure.erase(vera, "dpo", REASON, false))
                    .isInstanceOf(ErasureException.class)
                    .hasMessageContaining("jobs --cancel");
        } finally {
            database.execute("delete from job where kind = 'trial' and state = 'QUEUED'");
        }
        assertThat(ledger.head().size()).isEqualTo(events);
        assertThat(patients.pathsOf(vera)).allMatch(this::exists);
    }

    @Test
    void whoIsKeptOutIsPassedOverWithoutATraceUntilAdmitted() {
        Traces traces = erasure.commit(vera, "dpo", REASON, true).traces();
        erasure.resume(new StartupEvent());
        long events = ledger.head().size();

        IngestSummary again = patients.ingest(folder.resolve("Vera"));
        IngestSummary more = patients.ingest(folder.resolve("Vera-more"));

        assertThat(again.skipped()).isEqualTo(6);
        assertThat(more.skipped()).isEqualTo(3);
        assertThat(ledger.head().size()).isEqualTo(events);
        assertThat(search.search(traces).left()).isEmpty();
        assertThat(patients.ingest(folder.resolve("Walt")).duplicates()).isEqualTo(6);

        assertThat(erasure.admit(walt, "dpo", REASON)).isFalse();
        assertThat(erasure.admit(vera, "dpo", REASON)).isTrue();
        assertThat(patients.ingest(folder.resolve("Vera")).accepted()).isEqualTo(6);
    }

    private DatasetVersion create(String name, String bodyPart, FramePolicy frames) {
        return datasets.create(new DatasetDefinition(name, Map.of("bodyPart", bodyPart), 1, 1, 0, 0, null, frames));
    }

    private List<DatasetMember> membersOf(String patient, DatasetVersion version) {
        return datasets.members(version).stream()
                .filter(member -> member.patient().equals(patient))
                .toList();
    }

    private Map<String, String> filesOf(String patient) {
        Map<String, String> files = new TreeMap<>();
        patients.pathsOf(patient)
                .forEach(path -> files.put(path, Sha256.hex(home.path().resolve(path))));
        return files;
    }

    private List<Path> caches(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(home.path().resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && !file.toString().endsWith(".lock"))
                    .toList();
        }
    }

    private boolean exists(String path) {
        return Files.exists(home.path().resolve(path));
    }

    private List<String> events(String action, ErasureSummary summary) {
        return database.strings(
                "select body from ledger_event where action = '" + action + "' and subject = '" + summary.id() + "'");
    }
}
