package isocenter.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCacheTest {
    private static final int BYTES = 1000;

    @TempDir
    Path folder;

    private int fetched;

    @Test
    void aCopyIsFetchedOnce() throws IOException {
        ObjectCache cache = new ObjectCache(folder, 10 * BYTES);
        assertThat(read(cache, 1)).hasBinaryContent(content(1));
        assertThat(read(cache, 1)).hasBinaryContent(content(1));
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void aCopyThatAPowerCutLeftIsFetchedAgain() throws IOException {
        Path copy = read(new ObjectCache(folder, 10 * BYTES), 1);
        Files.write(copy, new byte[BYTES]);
        assertThat(read(new ObjectCache(folder, 10 * BYTES), 1)).hasBinaryContent(content(1));
        Files.write(copy, new byte[BYTES / 2]);
        assertThat(read(new ObjectCache(folder, 10 * BYTES), 1)).hasBinaryContent(content(1));
        assertThat(fetched).isEqualTo(3);
    }

    @Test
    void theLongestUnusedGoWhenThereAreTooMany() throws IOException {
        ObjectCache cache = new ObjectCache(folder, 3 * BYTES, Duration.ZERO);
        for (int i = 1; i <= 3; i++) {
            Files.setLastModifiedTime(
                    read(cache, i), FileTime.from(Instant.now().minusSeconds(100 - i)));
        }
        read(cache, 1);

        Path newest = read(cache, 4);

        assertThat(newest).exists();
        int before = fetched;
        read(cache, 1);
        read(cache, 3);
        assertThat(fetched).as("used lately").isEqualTo(before);
        read(cache, 2);
        assertThat(fetched).as("longest unused").isEqualTo(before + 1);
    }

    @Test
    void whatWasHandedOutJustNowStays() throws IOException {
        ObjectCache cache = new ObjectCache(folder, BYTES, Duration.ofMinutes(1));
        Path first = read(cache, 1);
        Path second = read(cache, 2);
        assertThat(first).exists();
        assertThat(second).exists();
    }

    private Path read(ObjectCache cache, int object) throws IOException {
        byte[] content = content(object);
        return cache.file(Sha256.hex(content), BYTES, file -> {
            fetched++;
            Files.write(file, content);
        });
    }

    private static byte[] content(int object) {
        return ObjectStoreContract.random(object, BYTES);
    }
}
