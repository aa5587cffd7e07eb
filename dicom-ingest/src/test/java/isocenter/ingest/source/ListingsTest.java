package isocenter.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingsTest {
    @TempDir
    Path folder;

    /** Names on both sides of '/' in ASCII, and two paths one of which holds the other. */
    @Test
    void aWalkGoesOnBehindAnyFile() throws IOException {
        for (String name : List.of("a/x", "a.d/x", "a-d/x", "a0", "b/c/d", "b/c.z", "b!", "é/1")) {
            Path file = folder.resolve("tree").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        DicomdirBytes disc = new DicomdirBytes();
        for (String name : List.of("Z", "B", "A")) {
            Files.writeString(Files.createDirectories(folder.resolve("disc")).resolve(name), name);
            disc.file("IMAGE", name).file("IMAGE", "NO" + name);
        }
        List<Path> roots =
                List.of(folder.resolve("tree"), disc.write(folder.resolve("disc")), folder.resolve("tree/b"));
        Listings walk = new Listings(roots, folder.resolve("own"));
        List<Listing> all = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        while (walk.hasNext()) {
            all.add(walk.next());
            walk.hasNext();
            places.add(walk.root());
        }
        assertThat(all).hasSize(8 + 6 + 2);
        assertThat(places).startsWith(0, 0).endsWith(1, 2, 2);
        for (int i = 0; i < all.size(); i++) {
            Path last = all.get(i).path();
            assertThat(rest(Listings.after(roots, folder.resolve("own"), places.get(i), last)))
                    .as("behind %s", last)
                    .isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void theFileThatWasLastMayBeGone() throws IOException {
        for (String name : List.of("1", "2", "3")) {
            Files.writeString(folder.resolve(name), name);
        }
        Path real = folder.toRealPath();
        Files.delete(folder.resolve("2"));
        assertThat(rest(Listings.after(List.of(folder), real.resolve("own"), 0, real.resolve("2"))))
                .containsExactly(Listing.file(real.resolve("3")));
    }

    private static List<Listing> rest(Iterator<Listing> listings) {
        List<Listing> rest = new ArrayList<>();
        listings.forEachRemaining(rest::add);
        return rest;
    }
}
