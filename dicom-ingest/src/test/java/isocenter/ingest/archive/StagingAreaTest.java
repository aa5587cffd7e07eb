package isocenter.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingAreaTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2

    @TempDir
    Path home;

    @Test
    void writtenContentIsHashedAndPlacedUnderItsHash() throws IOException {
        try (StagingRun run = new StagingArea(home).open(orphans -> {})) {
            StagedFile file = run.write(out -> out.write("abc".getBytes(StandardCharsets.US_ASCII)));
            assertThat(file.sha256()).isEqualTo(ABC);
            try (ObjectStore store = ObjectStore.onDisk(home)) {
                store.prepare(List.of(file.kept()));
                store.put(List.of(file.kept()));
            }
        }
        assertThat(home.resolve("store/objects/ba/78/" + ABC + ".dcm")).hasContent("abc");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aFullDiskSaysSoAndLeavesNothing() throws IOException {
        try (StagingRun run = new StagingArea(home).open(orphans -> {})) {
            assertThatThrownBy(() -> run.write(out -> {
                        out.write(1);
                        throw new IOException("No space left on device");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is full")
                    .hasMessageContaining("repeat");
            assertThat(temporaries()).isEmpty();
        }
    }

    @Test
    void aRunThatIsAliveIsLeftAlone() {
        List<String> orphans = new ArrayList<>();
        try (StagingRun first = new StagingArea(home).open(orphans::addAll)) {
            StagedFile file = first.write(out -> out.write(1));
            first.announce(List.of(file));
            new StagingArea(home).open(orphans::addAll).close();
            assertThat(file.temporary()).exists();
            assertThat(orphans).isEmpty();
        }
    }

    @Test
    void anAnnouncementInDoubtOutlivesItsRunAndIsHandedToTheNext() throws IOException {
        StagedFile file;
        try (StagingRun first = new StagingArea(home).open(orphans -> {})) {
            file = first.write(out -> out.write(1));
            first.announce(List.of(file));
        }
        List<String> orphans = new ArrayList<>();
        new StagingArea(home).open(orphans::addAll).close();
        assertThat(orphans).containsExactly(file.sha256());
        assertThat(leftovers()).isEmpty();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("store/incoming"))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private List<Path> temporaries() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("store/incoming"))) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }
}
