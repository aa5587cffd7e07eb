package isocenter.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {
    @TempDir
    Path folder;

    private long now = Long.MAX_VALUE - 5;
    private Settling settling;

    @BeforeEach
    void watchTheFolder() {
        settling = new Settling(folder, Duration.ofSeconds(10), () -> now);
    }

    @Test
    void aFileIsTakenOnceItHasStoodStill() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        assertThat(look()).isEmpty();
        pass(9);
        assertThat(look()).isEmpty();
        Files.writeString(file, "12");
        pass(2);
        assertThat(look()).as("it has grown").isEmpty();
        pass(9);
        assertThat(look()).isEmpty();
        pass(1);
        assertThat(look()).containsExactly(file);
    }

    @Test
    void aChangeThatKeepsTheSizeCountsToo() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        look();
        pass(10);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(look()).isEmpty();
        pass(10);
        assertThat(look()).containsExactly(file);
    }

    /** The sender's clock may be years behind: age alone says nothing. */
    @Test
    void anOldFileMustStandStillAsWell() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(look()).isEmpty();
    }

    @Test
    void linksAndHiddenNamesArePassedBy() throws IOException {
        Files.writeString(folder.resolve(".part"), "1");
        Files.writeString(Files.createDirectory(folder.resolve(".done")).resolve("a"), "1");
        Path outside = Files.createTempFile("outside", "");
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Path nested =
                Files.writeString(Files.createDirectories(folder.resolve("x/y")).resolve("b"), "1");
        look();
        pass(10);
        assertThat(look()).containsExactly(nested);
        Files.delete(outside);
    }

    @Test
    void aFileThatWentAndCameBackStartsAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        FileTime changed = Files.getLastModifiedTime(file);
        look();
        Files.delete(file);
        pass(5);
        look();
        Files.setLastModifiedTime(Files.writeString(file, "1"), changed);
        pass(5);
        assertThat(look()).isEmpty();
    }

    @Test
    void noMoreThanWasAskedForAndEveryFolderIsTold() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(Files.createDirectories(folder.resolve("f" + i)).resolve("a"), "1");
        }
        look();
        pass(10);
        List<Path> folders = new ArrayList<>();
        assertThat(settling.settled(3, folders::add)).hasSize(3);
        assertThat(folders).hasSize(6);
    }

    private List<Path> look() throws IOException {
        return settling.settled(100, any -> {});
    }

    /** The clock overflows on its way, as nanoTime may. */
    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
