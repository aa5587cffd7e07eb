package isocenter.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.CatalogueProbe;
import isocenter.ingest.archive.IngestPathException;
import isocenter.ingest.archive.LogCapture;
import isocenter.ingest.archive.StudyBuilder;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.job.JobWorker;
import isocenter.ingest.source.DicomdirBytes;
import isocenter.ingest.source.ZipBytes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chunks of 20 files, see application.properties. */
@QuarkusTest
@Timeout(180)
@WithTestResource(PostgresTestResource.class)
class ImportsTest {
    private static final String NAME = "MILLER";

    @Inject
    Imports imports;

    @Inject
    ScanHandler scan;

    @Inject
    JobQueue queue;

    @Inject
    JobWorker worker;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectories(temporary.resolve(NAME));
    }

    @AfterEach
    void stop() throws IOException {
        worker.stop();
        Path squares = home.path().resolve("cache/squares-8-p1");
        if (Files.exists(squares)) {
            try (Stream<Path> files = Files.walk(squares)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void anImportIsDoneChunkByChunk() throws IOException {
        images(folder, "all", 45);
        Files.writeString(folder.resolve("notes.txt"), "no image");
        ZipBytes zip = new ZipBytes();
        for (int i = 0; i < 25; i++) {
            zip.add(ZipBytes.stored(NAME, image("zipped", i)));
        }
        zip.write(folder.resolve("study.zip"));
        Path disc = Files.createDirectory(temporary.resolve("disc"));
        Files.write(disc.resolve("IM1"), image("disc", 1));
        Path directory =
                new DicomdirBytes().file("IMAGE", "IM1").file("IMAGE", "IM2").write(disc);

        UUID id;
        ImportStatus done;
        try (LogCapture log = new LogCapture()) {
            id = imports.start(List.of(folder, directory), List.of(8));
            assertThat(imports.start(List.of(folder, directory), List.of(8))).isEqualTo(id);
            assertThat(imports.start(List.of(folder), List.of())).isNotEqualTo(id);
            imports.cancel(imports.recent(1).get(0).id());
            worker.start(1);
            await(() -> status(id).state() == ImportStatus.State.DONE);
            assertThat(log.text()).doesNotContain(NAME);
            done = status(id);
        }

        assertThat(done.files()).isEqualTo(45 + 1 + 25 + 2).isEqualTo(done.done());
        assertThat(done.accepted()).isEqualTo(45 + 25 + 1);
        assertThat(done.quarantined()).isEqualTo(2);
        assertThat(done.reasons()).hasSize(2).containsKey("the DICOMDIR references a file that is not there");
        assertThat(done.chunks()).isEqualTo(4);
        assertThat(done.chunksDone()).isEqualTo(4);
        assertThat(done.scanned()).isTrue();
        assertThat(database.strings(
                        "select body from ledger_event where action = 'import.end' and subject = '" + id + "'"))
                .singleElement()
                .asString()
                .contains("\"accepted\":71");
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);

        UUID again = imports.start(List.of(folder, directory), List.of(8));
        assertThat(again).isNotEqualTo(id);
        await(() -> status(again).state() == ImportStatus.State.DONE);
        assertThat(status(again).duplicates()).isEqualTo(71);
    }

    @Test
    void noPathStandsInTheDatabaseAndNoneIsLeftAtTheEnd() throws IOException {
        images(folder, "secret", 30);
        UUID id = imports.start(List.of(folder), List.of());
        scan.run(new TrialContext(scanOf(id), 1000));
        assertThat(status(id).chunks()).isEqualTo(2);
        assertThat(everyRow()).doesNotContain(NAME).doesNotContain("secret-1");
        assertThat(database.strings(
                        "select octet_length(sealed_files) from import_chunk where import_id = '" + id + "'"))
                .hasSize(2)
                .doesNotContain("null");

        worker.start(1);
        await(() -> status(id).finished());
        assertThat(database.strings(
                        "select coalesce(sealed_files, '') || coalesce(sealed_roots, '') || coalesce(sealed_cursor, '')"
                                + " from import_chunk join bulk_import on id = import_id where id = '" + id + "'"))
                .containsOnly("\\x");
        assertThat(everyRow()).doesNotContain(NAME);
    }

    @Test
    void aScanThatWasStoppedGoesOnBehindItsLastChunk() throws IOException {
        images(folder.resolve("a"), "scan-a", 30);
        images(folder.resolve("b"), "scan-b", 35);
        UUID id = imports.start(List.of(folder, folder.resolve("a")), List.of());
        int attempts = 0;
        while (!status(id).scanned()) {
            scan.run(new TrialContext(scanOf(id), 47));
            attempts++;
        }
        assertThat(attempts).isGreaterThan(1);
        assertThat(status(id).files()).isEqualTo(30 + 35 + 30);
        assertThat(status(id).chunks()).isEqualTo(5);
        worker.start(1);
        await(() -> status(id).finished());
        assertThat(status(id).accepted()).isEqualTo(65);
        assertThat(status(id).duplicates()).isEqualTo(30);
    }

    @Test
    void aCancelledImportStopsAndForgetsItsPaths() throws IOException {
        images(folder, "cancel", 30);
        UUID id = imports.start(List.of(folder), List.of());
        scan.run(new TrialContext(scanOf(id), 1000));
        assertThat(imports.cancel(id)).isTrue();
        assertThat(imports.cancel(id)).isFalse();
        assertThat(status(id).state()).isEqualTo(ImportStatus.State.CANCELLED);
        assertThat(database.strings("select sealed_files from import_chunk where import_id = '" + id + "'"))
                .containsOnly("null");
        assertThat(database.strings("select state from job where job_key like '" + id + "/%'"))
                .hasSize(3)
                .containsOnly("CANCELLED");
        UUID another = imports.start(List.of(folder), List.of());
        assertThat(another).isNotEqualTo(id);
        imports.cancel(another);
    }

    @Test
    void whatFailedIsTriedAgainWhenTheImportIsStartedAgain() throws IOException {
        images(folder, "fail", 30);
        UUID id = imports.start(List.of(folder), List.of());
        scan.run(new TrialContext(scanOf(id), 1000));
        database.execute("create table kept as select * from import_chunk");
        database.execute(
                "update import_chunk set sealed_files = set_byte(sealed_files, 20, get_byte(sealed_files, 20) # 1)"
                        + " where number = 1 and import_id = '" + id + "'");
        worker.start(1);
        await(() -> status(id).finished());
        assertThat(status(id).state()).isEqualTo(ImportStatus.State.FAILED);
        assertThat(status(id).error()).contains("do not open");
        assertThat(status(id).chunksFailed()).isEqualTo(1);
        assertThat(status(id).accepted()).isEqualTo(10);

        database.execute("update import_chunk c set sealed_files = k.sealed_files from kept k"
                + " where c.number = 1 and k.number = 1 and c.import_id = '" + id + "' and k.import_id = '" + id + "'");
        database.execute("drop table kept");
        assertThat(imports.start(List.of(folder), List.of())).isEqualTo(id);
        await(() -> status(id).finished());
        assertThat(status(id).state()).isEqualTo(ImportStatus.State.DONE);
        assertThat(status(id).accepted()).isEqualTo(30);
    }

    @Test
    void anObstacleIsWaitedForAndNothingIsCountedTwice() throws IOException {
        images(folder, "wait", 15);
        UUID id = imports.start(List.of(folder), List.of());
        database.execute("alter table conflicting_object rename to conflicting_object_away");
        worker.start(1);
        try {
            await(() -> figures(id).stream().anyMatch(figures -> figures.contains("waiting")));
        } finally {
            database.execute("alter table conflicting_object_away rename to conflicting_object");
        }
        await(() -> status(id).finished());
        assertThat(status(id).accepted()).isEqualTo(15);
    }

    @Test
    void aPathThatLeadsNowhereIsSaidAtOnce() {
        assertThatThrownBy(() -> imports.start(List.of(temporary.resolve("absent")), List.of()))
                .isInstanceOf(IngestPathException.class);
    }

    private List<String> figures(UUID id) {
        return database.strings("select figures from job where job_key like '" + id + "/%'");
    }

    private ImportWork scanOf(UUID id) {
        return new ImportWork(id, 0);
    }

    private ImportStatus status(UUID id) {
        return imports.status(id).orElseThrow();
    }

    private String everyRow() {
        return database.strings("select b::text || encode(sealed_roots, 'escape') from bulk_import b")
                + "" + database.strings("select encode(sealed_files, 'escape') from import_chunk")
                + database.strings("select encode(sealed_cursor, 'escape') from bulk_import")
                + database.strings("select j::text from job j")
                + database.strings("select s::text from scheduled_tasks s")
                + database.strings("select body from ledger_event")
                + database.strings("select q::text from quarantined_object q");
    }

    private static void images(Path folder, String patient, int count) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve(patient + "-" + i), image(patient, i));
        }
    }

    private static byte[] image(String patient, int seed) throws IOException {
        Path file = Files.createTempFile("image", "");
        try {
            return Files.readAllBytes(
                    StudyBuilder.write(file, StudyBuilder.radiograph(patient + seed, patient.hashCode() + seed)));
        } finally {
            Files.delete(file);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(100);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
