package isocenter.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.CatalogueProbe;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.LogCapture;
import isocenter.ingest.archive.StudyBuilder;
import isocenter.ingest.source.ZipBytes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Timeout(120)
@WithTestResource(PostgresTestResource.class)
class InboxTest {
    private static final InboxSettings KEEPING =
            new InboxSettings(Duration.ofMillis(50), Duration.ofMillis(100), false, List.of());
    private static final InboxSettings DELETING =
            new InboxSettings(Duration.ofMillis(50), Duration.ofMillis(100), true, List.of());

    @Inject
    Inboxes inboxes;

    @Inject
    Archive archive;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path temporary;

    private Path folder;
    private Inbox inbox;
    private final List<String> obstacles = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("inbox"));
    }

    @AfterEach
    void stop() {
        if (inbox != null) {
            inbox.close();
        }
    }

    @Test
    void whatIsKeptGoesToDoneAndWhatIsRefusedBesideItsReason() throws IOException {
        Path outside = StudyBuilder.write(temporary.resolve("outside"), StudyBuilder.radiograph("i-0", 1));
        Files.createSymbolicLink(folder.resolve("link.dcm"), outside);
        Files.writeString(folder.resolve(".upload.part"), "not yet");
        long before = instances();
        String log;
        try (LogCapture capture = new LogCapture()) {
            open(KEEPING);
            StudyBuilder.write(folder.resolve("MILLER.dcm"), StudyBuilder.radiograph("i-1", 2));
            Files.createDirectories(folder.resolve("a/b"));
            StudyBuilder.write(folder.resolve("a/b/.coming"), StudyBuilder.radiograph("i-2", 3));
            Files.move(folder.resolve("a/b/.coming"), folder.resolve("a/b/come"));
            Files.writeString(folder.resolve("a/MILLER.txt"), "no image");
            byte[] sound = bytes(StudyBuilder.write(temporary.resolve("z"), StudyBuilder.radiograph("i-3", 4)));
            new ZipBytes().add(ZipBytes.stored("1", sound)).write(folder.resolve("good.zip"));
            new ZipBytes()
                    .add(ZipBytes.stored("1", sound))
                    .add(ZipBytes.stored("2", new byte[] {1, 2}))
                    .add(ZipBytes.stored("3", new byte[] {3, 4}))
                    .write(folder.resolve("half.zip"));
            await(() -> files(".done").size() == 3 && files(".refused").size() == 4);
            log = capture.text();
        }
        assertThat(files(".done")).containsExactlyInAnyOrder("MILLER.dcm", "a/b/come", "good.zip");
        assertThat(files(".refused"))
                .containsExactlyInAnyOrder(
                        "a/MILLER.txt", "a/MILLER.txt.reason.txt", "half.zip", "half.zip.reason.txt");
        assertThat(folder.resolve(".refused/a/MILLER.txt.reason.txt"))
                .content()
                .contains("not a DICOM file")
                .doesNotContain("MILLER");
        assertThat(Files.readAllLines(folder.resolve(".refused/half.zip.reason.txt")))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("#2: "),
                        line -> assertThat(line).startsWith("#3: "));
        assertThat(instances()).isEqualTo(before + 3);
        assertThat(folder.resolve("link.dcm")).isSymbolicLink();
        assertThat(folder.resolve(".upload.part")).exists();
        assertThat(folder.resolve("a/b")).as("a sender's folder stays").isDirectory();
        assertThat(files(".taking")).isEmpty();
        assertThat(log).doesNotContain("MILLER");
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void whatIsKeptIsDeletedWhenAskedForAndTheSameNameMayComeAgain() throws IOException {
        open(DELETING);
        long before = instances();
        for (int i = 0; i < 3; i++) {
            StudyBuilder.write(folder.resolve("image.dcm"), StudyBuilder.radiograph("d-" + i, i));
            await(() -> !Files.exists(folder.resolve("image.dcm"))
                    && files(".taking").isEmpty());
            Files.writeString(folder.resolve("bad"), "no image " + i);
            int refused = i + 1;
            await(() -> files(".refused").size() == 2 * refused);
        }
        assertThat(instances()).isEqualTo(before + 3);
        assertThat(files(""))
                .containsOnly(
                        ".inbox.lock",
                        ".refused/bad",
                        ".refused/bad.reason.txt",
                        ".refused/bad.2",
                        ".refused/bad.2.reason.txt",
                        ".refused/bad.3",
                        ".refused/bad.3.reason.txt");
    }

    /** Each file is as a process left it that was killed at one of the steps. */
    @Test
    void whateverADeadProcessLeftIsFinishedOnce() throws IOException {
        Path taking = Files.createDirectories(folder.resolve(".taking/x"));
        StudyBuilder.write(taking.resolve("claimed"), StudyBuilder.radiograph("k-1", 1));
        Path kept = StudyBuilder.write(taking.resolve("kept"), StudyBuilder.radiograph("k-2", 2));
        archive.ingest(List.of(kept), IngestListener.NONE);
        Path bad = Files.writeString(taking.resolve("refused"), "no image");
        archive.ingest(List.of(bad), IngestListener.NONE);
        Files.writeString(
                Files.createDirectories(folder.resolve(".refused/x")).resolve("refused.reason.txt"), "half a");
        long before = instances();
        long events = ledger.head().size();

        open(KEEPING);
        await(() -> files(".taking").isEmpty() && files(".done").size() == 2);

        assertThat(instances()).isEqualTo(before + 1);
        assertThat(ledger.head().size()).as("one instance, no second refusal").isEqualTo(events + 1);
        assertThat(files(".done")).containsExactlyInAnyOrder("x/claimed", "x/kept");
        assertThat(files(".refused")).containsExactlyInAnyOrder("x/refused", "x/refused.reason.txt");
        assertThat(folder.resolve(".refused/x/refused.reason.txt")).content().contains("not a DICOM file");
        assertThat(folder.resolve(".taking/x")).doesNotExist();
    }

    @Test
    void anObstacleIsWaitedForAndNothingIsPutAwayMeanwhile() throws IOException {
        Path incoming = home.path().resolve("store/incoming");
        Path aside = home.path().resolve("store/aside");
        Files.createDirectories(incoming);
        Files.move(incoming, aside);
        Files.writeString(incoming, "in the way");
        long before = instances();
        StudyBuilder.write(folder.resolve("MILLER"), StudyBuilder.radiograph("o-1", 1));
        Files.writeString(folder.resolve("bad"), "no image");
        open(DELETING);
        await(() -> !obstacles.isEmpty());
        assertThat(obstacles.get(0)).contains("cannot be written").doesNotContain("MILLER");
        assertThat(files(".taking")).containsExactlyInAnyOrder("MILLER", "bad");
        Files.delete(incoming);
        Files.move(aside, incoming);
        await(() -> files(".taking").isEmpty());
        assertThat(instances()).isEqualTo(before + 1);

        database.execute("alter table ledger_event rename to ledger_event_away");
        try {
            StudyBuilder.write(folder.resolve("second"), StudyBuilder.radiograph("o-2", 2));
            await(() -> obstacles.size() == 2);
            assertThat(files(".taking")).containsExactly("second");
        } finally {
            database.execute("alter table ledger_event_away rename to ledger_event");
        }
        await(() -> files(".taking").isEmpty());
        assertThat(instances()).isEqualTo(before + 2);
        assertThat(obstacles).hasSize(2);
    }

    @Test
    void aFileThatWasWrittenToWhileItWasTakenGoesBack() throws IOException {
        try (InboxFolder folders = InboxFolder.open(folder, home.path())) {
            Path file = Files.writeString(folder.toRealPath().resolve("late"), "1");
            folders.claim(file);
            Path claimed = folders.taking().resolve("late");
            Map<Path, FileStamp> stamps = folders.claimed();
            InboxRound round = new InboxRound(folders, true, stamps);
            round.onOutcome(claimed, new IngestOutcome.Accepted("1", "2"));
            Files.writeString(claimed, "12");
            round.putAway();
            assertThat(file).content().isEqualTo("12");
            assertThat(round.taken()).isZero();
        }
    }

    @Test
    void anotherOnTheSameFolderAndOneInTheDataFolderAreRefused() throws IOException {
        open(KEEPING);
        assertThatThrownBy(() -> inboxes.open(folder, KEEPING, InboxListener.NONE))
                .isInstanceOf(InboxException.class)
                .hasMessageContaining("watches");
        Path inside = Files.createDirectories(home.path().resolve("inside"));
        for (Path wrong : List.of(inside, home.path(), home.path().getParent(), temporary.resolve("absent"))) {
            assertThatThrownBy(() -> inboxes.open(wrong, KEEPING, InboxListener.NONE))
                    .as("%s", wrong)
                    .isInstanceOf(InboxException.class);
        }
    }

    private void open(InboxSettings settings) {
        inbox = inboxes.open(folder, settings, new InboxListener() {
            @Override
            public void onPause(String obstacle) {
                obstacles.add(obstacle);
            }
        });
    }

    private long instances() {
        return Long.parseLong(database.strings("select count(*) from instance").get(0));
    }

    private List<String> files(String below) {
        Path root = folder.resolve(below);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !Files.isSymbolicLink(file))
                    .map(file -> root.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException moved) {
            return List.of("a file that is being moved");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
