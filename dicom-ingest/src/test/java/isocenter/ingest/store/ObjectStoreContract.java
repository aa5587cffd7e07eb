package isocenter.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises. */
abstract class ObjectStoreContract {
    static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2

    @TempDir
    Path staging;

    abstract ObjectStore store() throws IOException;

    /** Changes a byte of the object at rest. */
    abstract void damage(String key) throws IOException;

    /** Makes the store unreachable. */
    abstract void takeAway() throws IOException;

    abstract void bringBack() throws IOException;

    @Test
    void anObjectIsThereAsItWasPut() throws IOException {
        ObjectFile object = staged("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(object.sha256()).isEqualTo(ABC);

        put(object);

        assertThat(store().file(object.key(), ABC, 3)).hasContent("abc");
        assertThat(store().sha256(object.key())).isEqualTo(ABC);
        assertThat(store().size(object.key())).hasValue(3);
    }

    @Test
    void manyObjectsOfAllSizesAreThereAfterOnePut() throws IOException {
        List<ObjectFile> objects = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            objects.add(staged(random(i, i == 0 ? 6 << 20 : 1 << (i % 17))));
        }

        put(objects.toArray(ObjectFile[]::new));

        for (ObjectFile object : objects) {
            assertThat(Sha256.hex(store().file(object.key(), object.sha256(), object.sizeBytes())))
                    .isEqualTo(object.sha256());
        }
    }

    @Test
    void puttingAgainChangesNothing() throws IOException {
        byte[] content = random(1, 5000);
        ObjectFile first = staged(content);
        put(first);
        ObjectFile again = staged(content, first.key());

        put(again);

        assertThat(store().sha256(first.key())).isEqualTo(first.sha256());
        assertThat(keys(first.key())).containsExactly(first.key());
    }

    @Test
    void whatIsOnlyPreparedIsNamedOrInvisible() throws IOException {
        ObjectFile object = staged(random(2, 5000));

        Set<String> sent = store().prepare(List.of(object));

        assertThat(keys(object.key())).isEqualTo(List.copyOf(sent));
        store().delete(sent);
        assertThat(keys(object.key())).isEmpty();
    }

    @Test
    void anObjectThatWasTakenAwayAfterItWasPreparedIsPutAllTheSame() throws IOException {
        ObjectFile object = staged(random(3, 5000));
        store().delete(store().prepare(List.of(object)));

        store().put(List.of(object));

        assertThat(store().sha256(object.key())).isEqualTo(object.sha256());
    }

    @Test
    void whatWasPartlyWrittenUnderAKeyIsReplaced() throws IOException {
        byte[] content = random(4, 5000);
        ObjectFile whole = staged(content);
        ObjectFile half = staged(java.util.Arrays.copyOf(content, 2500), whole.key());
        put(half);

        put(whole);

        assertThat(store().sha256(whole.key())).isEqualTo(whole.sha256());
    }

    @Test
    void aMissingObjectIsCalledMissing() throws IOException {
        String key = "store/objects/00/00/" + UUID.randomUUID() + ".dcm";
        assertThatThrownBy(() -> store().file(key, ABC, 3)).isInstanceOf(MissingObjectException.class);
        assertThatThrownBy(() -> store().sha256(key)).isInstanceOf(MissingObjectException.class);
        assertThat(store().size(key)).isEmpty();
        store().delete(List.of(key));
    }

    @Test
    void aDeletedObjectIsGone() throws IOException {
        ObjectFile object = staged(random(5, 100));
        put(object);

        store().delete(List.of(object.key()));

        assertThat(store().size(object.key())).isEmpty();
        assertThat(keys(object.key())).isEmpty();
    }

    @Test
    void theHashIsOfTheBytesThatAreThereNow() throws IOException {
        ObjectFile object = staged(random(6, 5000));
        put(object);
        store().file(object.key(), object.sha256(), object.sizeBytes());

        damage(object.key());

        assertThat(store().sha256(object.key())).isNotEqualTo(object.sha256()).hasSize(64);
    }

    @Test
    void anAwayStoreIsNotAnEmptyOne() throws IOException {
        ObjectFile object = staged(random(7, 5000));
        put(object);

        takeAway();
        try {
            assertThatThrownBy(() -> store().sha256(object.key())).isInstanceOf(StoreAwayException.class);
            assertThatThrownBy(() -> store().file(object.key(), object.sha256(), object.sizeBytes()))
                    .isInstanceOf(StoreAwayException.class);
        } finally {
            bringBack();
        }
        assertThat(store().sha256(object.key())).isEqualTo(object.sha256());
    }

    @Test
    void aListHoldsTheKeysBelowAFolder() throws IOException {
        String folder = "store/" + UUID.randomUUID();
        ObjectFile inside = staged(random(8, 10), folder + "/ab/cd/inside.dcm");
        ObjectFile beside = staged(random(9, 10), folder + "-beside/ab/cd/beside.dcm");
        put(inside, beside);
        List<String> found = new ArrayList<>();

        store().list(folder, found::add);

        assertThat(found).containsExactly(inside.key());
    }

    final void put(ObjectFile... objects) throws IOException {
        store().prepare(List.of(objects));
        store().put(List.of(objects));
    }

    final ObjectFile staged(byte[] content) throws IOException {
        String sha256 = Sha256.hex(content);
        return staged(
                content,
                "store/objects/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256 + ".dcm");
    }

    final ObjectFile staged(byte[] content, String key) throws IOException {
        Path file = Files.write(staging.resolve(UUID.randomUUID() + ".tmp"), content);
        return new ObjectFile(key, file, Sha256.hex(content), content.length);
    }

    final List<String> keys(String key) throws IOException {
        List<String> found = new ArrayList<>();
        store().list(key.substring(0, key.lastIndexOf('/')), found::add);
        return found;
    }

    static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
