package isocenter.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {
    @TempDir
    Path folder;

    @Test
    void goesThroughFoldersInOrderOfNameAndFollowsNoLinkInside() throws IOException {
        Path real = folder.toRealPath();
        Path b = Files.writeString(real.resolve("b"), "");
        Path nested =
                Files.writeString(Files.createDirectories(real.resolve("a/z")).resolve("1"), "");
        Path loop = Files.createSymbolicLink(real.resolve("a/loop"), real);
        Files.createDirectories(real.resolve("empty"));

        assertThat(walk(List.of(real))).containsExactly(loop, nested, b);
    }

    @Test
    void takesAPathThatTheUserGaveToWhereItLeads() throws IOException {
        Path target = Files.createDirectories(folder.toRealPath().resolve("target"));
        Path file = Files.writeString(target.resolve("f"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        assertThat(walk(List.of(link, file))).containsExactly(file, file);
    }

    private static List<Path> walk(List<Path> roots) {
        List<Path> files = new ArrayList<>();
        new FileWalk(roots).forEachRemaining(files::add);
        return files;
    }
}
