package isocenter.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiskStoreTest extends ObjectStoreContract {
    private Path home;
    private DiskStore store;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(staging.resolve("home"));
        store = new DiskStore(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    void damage(String key) throws IOException {
        byte[] bytes = Files.readAllBytes(home.resolve(key));
        bytes[0] ^= 1;
        Files.write(home.resolve(key), bytes);
    }

    @Override
    void takeAway() throws IOException {
        Files.move(home, staging.resolve("unmounted"));
    }

    @Override
    void bringBack() throws IOException {
        Files.move(staging.resolve("unmounted"), home);
    }

    @Test
    void aFileIsMovedAndHandedOutWhereItLies() throws IOException {
        ObjectFile object = staged(random(1, 100));

        put(object);

        assertThat(object.file()).doesNotExist();
        assertThat(store.file(object.key(), object.sha256(), 100)).isEqualTo(home.resolve(object.key()));
    }
}
