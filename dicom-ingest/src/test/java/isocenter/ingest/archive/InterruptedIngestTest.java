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
import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Deidentifier;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whenever a run ends, what it acknowledged is there, no half of anything is, and the same call goes on. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class InterruptedIngestTest {
    @Inject
    Archive archive;

    @Inject
    Deidentifier deidentifier;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final OutcomeList outcomes = new OutcomeList();

    @ParameterizedTest
    @ValueSource(strings = {"written", "announced", "moved"})
    void aKilledProcessLeavesNothingAndTheNextRunGoesOn(String moment) throws Exception {
        DataSet image = StudyBuilder.radiograph("kill-" + moment, moment.hashCode());
        Path source = StudyBuilder.write(folder.resolve("1.dcm"), image);
        Path content = elsewhere.resolve("content");
        Deidentified kept = (Deidentified) deidentifier.deidentify(StudyBuilder.object(image));
        try (OutputStream out = Files.newOutputStream(content)) {
            DicomWriter.write(kept.object(), out);
        }
        Path object = home.path().resolve(KeptFiles.pathOf(Sha256.hex(Files.readAllBytes(content))));

        assertThat(dieIn(moment, content)).isEqualTo(KilledRun.STATUS);
        assertThat(stagedFolders()).isNotEmpty();
        assertThat(Files.exists(object)).isEqualTo(moment.equals("moved"));

        Path other = StudyBuilder.write(elsewhere.resolve("other.dcm"), StudyBuilder.radiograph("other-" + moment, 1));
        archive.ingest(List.of(other), outcomes);
        assertThat(stagedFolders()).isEmpty();
        assertThat(object).as("content without a row is gone").doesNotExist();

        archive.ingest(List.of(source), outcomes);
        assertThat(outcomes.of("1.dcm")).isInstanceOf(Accepted.class);
        assertThat(object).exists();
        assertEveryFileHasARowAndEveryRowAFile();
    }

    @Test
    void aProcessThatDiedAfterTheCommitLosesNothing() throws Exception {
        Path source = StudyBuilder.write(folder.resolve("1.dcm"), StudyBuilder.radiograph("after", 2));
        archive.ingest(List.of(source), outcomes);
        String sha256 = ((Accepted) outcomes.of("1.dcm")).sha256();
        Path object = home.path().resolve(KeptFiles.pathOf(sha256));

        assertThat(dieIn("moved", object)).isEqualTo(KilledRun.STATUS);
        archive.ingest(List.of(source), outcomes);

        assertThat(object).as("announced, but catalogued").exists();
        assertEveryFileHasARowAndEveryRowAFile();
    }

    @Test
    void aDatabaseThatRefusesTheCommitLeavesNothingAcknowledged() throws IOException {
        for (int i = 0; i < 3; i++) {
            StudyBuilder.write(folder.resolve(i + ".dcm"), StudyBuilder.radiograph("refused-" + i, i));
        }
        long before = ledger.head().size();
        database.execute("create function refuse() returns trigger language plpgsql as "
                + "$$ begin raise exception 'out of order'; end $$");
        database.execute("create constraint trigger refuse after insert on series "
                + "deferrable initially deferred for each row execute function refuse()");
        try {
            assertThatThrownBy(() -> archive.ingest(List.of(folder), outcomes))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("repeat");
        } finally {
            database.execute("drop trigger refuse on series");
            database.execute("drop function refuse()");
        }
        assertThat(outcomes.byName).isEmpty();
        assertThat(ledger.head().size()).isEqualTo(before);

        IngestSummary summary = archive.ingest(List.of(folder), outcomes);
        assertThat(summary.accepted()).isEqualTo(3);
        assertEveryFileHasARowAndEveryRowAFile();
    }

    @Test
    void anInterruptedThreadStopsAndTheSameCallGoesOn() throws IOException {
        for (int i = 0; i < 150; i++) {
            StudyBuilder.write(folder.resolve(i + ".dcm"), StudyBuilder.radiograph("interrupted-" + i, i));
        }
        OutcomeList first = new OutcomeList();
        assertThatThrownBy(() -> archive.ingest(List.of(folder), new IngestListener() {
                    @Override
                    public void onOutcome(Path file, IngestOutcome outcome) {
                        first.onOutcome(file, outcome);
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(IngestInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(first.byName).hasSizeBetween(1, 149);

        IngestSummary summary = archive.ingest(List.of(folder), outcomes);
        assertThat(summary.duplicates()).isEqualTo(first.byName.size());
        assertThat(summary.accepted()).isEqualTo(150 - first.byName.size());
        assertEveryFileHasARowAndEveryRowAFile();
    }

    private void assertEveryFileHasARowAndEveryRowAFile() throws IOException {
        List<String> rows = database.strings("select path from instance union select path from conflicting_object");
        try (Stream<Path> files = Files.walk(home.path().resolve("store/objects"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> home.path().relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(rows);
        }
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    private List<Path> stagedFolders() throws IOException {
        try (Stream<Path> files = Files.list(home.path().resolve("store/incoming"))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private int dieIn(String moment, Path content) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        home.path().toString(),
                        content.toString(),
                        moment)
                .inheritIO()
                .start()
                .waitFor();
    }
}
