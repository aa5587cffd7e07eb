package isocenter.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import isocenter.ingest.store.FaultyWay.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3StoreTest extends ObjectStoreContract {
    private static final int ATTEMPTS = 3;
    private static final int ALWAYS = 1000;

    private S3Server server;
    private FaultyWay way;
    private Path copies;
    private S3Store store;

    @BeforeEach
    void connect() throws IOException {
        server = S3Server.get();
        way = new FaultyWay(S3Server.freePort(), server.port());
        copies = staging.resolve("copies");
        store = open(Map.of());
    }

    private S3Store open(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(S3Server.settings(way.port(), ATTEMPTS));
        settings.putAll(changes);
        StoreConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(StoreConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(StoreConfig.class);
        return new S3Store(config.s3(), new ObjectCache(copies, config.s3().cacheBytes()));
    }

    @AfterEach
    void close() {
        store.close();
        way.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    void damage(String key) {
        server.damage("site-a/" + key);
    }

    @Override
    void takeAway() throws IOException {
        way.refuse();
    }

    @Override
    void bringBack() throws IOException {
        way.restore();
    }

    @Test
    void anObjectLiesBelowThePrefixAndNowhereElse() throws IOException {
        ObjectFile object = staged(random(20, 100));
        put(object);
        assertThat(server.atRest("site-a/" + object.key())).hasBinaryContent(random(20, 100));
        assertThat(copies).doesNotExist();
    }

    @Test
    void aStoreThatRefusesForAMomentIsAskedAgain() throws IOException {
        ObjectFile object = staged(random(21, 5000));
        way.failNext(ATTEMPTS - 1, "PUT", Fault.ANSWER_503);
        put(object);
        way.failNext(ATTEMPTS - 1, "GET", Fault.ANSWER_503);
        assertThat(store.sha256(object.key())).isEqualTo(object.sha256());
    }

    @Test
    void aStoreThatGoesOnRefusingIsAwayAndHoldsNothing() throws IOException {
        ObjectFile object = staged(random(22, 5000));
        way.failNext(ALWAYS, "PUT", Fault.ANSWER_503);

        assertThatThrownBy(() -> store.prepare(List.of(object)))
                .isInstanceOf(StoreAwayException.class)
                .hasMessageContaining("503");

        assertThat(keys(object.key())).isEmpty();
    }

    @Test
    void aRequestThatIsCutOffLeavesNothingAndIsRepeated() throws IOException {
        ObjectFile object = staged(random(23, 200_000));
        way.failNext(ALWAYS, "PUT", Fault.CUT_REQUEST);
        assertThatThrownBy(() -> store.prepare(List.of(object))).isInstanceOf(StoreAwayException.class);
        assertThat(store.size(object.key())).isEmpty();

        way.failNext(1, "PUT", Fault.CUT_REQUEST);
        put(object);

        assertThat(store.sha256(object.key())).isEqualTo(object.sha256());
    }

    @Test
    void oneFailureOfManyIsAFailure() throws IOException {
        ObjectFile sound = staged(random(24, 5000));
        ObjectFile other = staged(random(25, 5000));
        Files.write(other.file(), random(26, 5000));

        assertThatThrownBy(() -> store.prepare(List.of(sound, other))).isInstanceOf(DamagedObjectException.class);

        assertThat(keys(other.key())).isEmpty();
    }

    @Test
    void aFullStoreSaysSo() throws IOException {
        ObjectFile object = staged(random(27, 5000));
        way.failNext(ALWAYS, "PUT", Fault.ANSWER_507);
        assertThatThrownBy(() -> store.prepare(List.of(object))).isInstanceOf(StoreFullException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() throws IOException {
        ObjectFile object = staged(random(28, 200_000));
        put(object);

        way.failNext(ATTEMPTS - 1, "GET", Fault.CUT_ANSWER);
        assertThat(store.file(object.key(), object.sha256(), object.sizeBytes()))
                .hasBinaryContent(random(28, 200_000));
        way.failNext(ALWAYS, "GET", Fault.CUT_ANSWER);
        assertThatThrownBy(() -> store.sha256(object.key()))
                .as("a cut answer is not another content")
                .isInstanceOf(StoreAwayException.class);
    }

    @Test
    void anAnswerThatGoesOnBreakingOffLeavesNoCopy() throws IOException {
        ObjectFile object = staged(random(29, 200_000));
        put(object);
        way.failNext(ALWAYS, "GET", Fault.CUT_ANSWER);

        assertThatThrownBy(() -> store.file(object.key(), object.sha256(), object.sizeBytes()))
                .isInstanceOf(StoreAwayException.class);

        assertThat(copies()).isEmpty();
    }

    @Test
    void bytesThatChangedOnTheWayAreAskedForAgain() throws IOException {
        ObjectFile object = staged(random(30, 5000));
        put(object);
        way.failNext(1, "GET", Fault.CHANGED_ANSWER);
        assertThat(store.file(object.key(), object.sha256(), object.sizeBytes()))
                .hasBinaryContent(random(30, 5000));
    }

    @Test
    void bytesThatChangedAtRestAreNeverHandedOut() throws IOException {
        ObjectFile object = staged(random(31, 5000));
        put(object);
        damage(object.key());

        assertThatThrownBy(() -> store.file(object.key(), object.sha256(), object.sizeBytes()))
                .isInstanceOf(DamagedObjectException.class);

        assertThat(copies()).isEmpty();
    }

    @Test
    void aReadObjectIsReadFromItsCopy() throws IOException {
        ObjectFile object = staged(random(32, 5000));
        put(object);
        Path copy = store.file(object.key(), object.sha256(), object.sizeBytes());
        way.refuse();
        assertThat(store.file(object.key(), object.sha256(), object.sizeBytes()))
                .isEqualTo(copy);
    }

    @Test
    void wrongCredentialsAndAMissingBucketAreSaid() throws IOException {
        ObjectFile object = staged(random(33, 10));
        try (S3Store stranger = open(Map.of("isocenter.store.s3.secret-key", "another"))) {
            assertThatThrownBy(() -> stranger.prepare(List.of(object)))
                    .isInstanceOf(StoreAwayException.class)
                    .hasMessageContaining("403");
        }
        try (S3Store nowhere = open(Map.of("isocenter.store.s3.bucket", "absent"))) {
            assertThatThrownBy(() -> nowhere.prepare(List.of(object)))
                    .isInstanceOf(StoreAwayException.class)
                    .hasMessageContaining("NoSuchBucket");
            assertThatThrownBy(() -> nowhere.sha256(object.key())).isInstanceOf(StoreAwayException.class);
        }
    }

    @Test
    void aBucketHasToBeNamedAndAKeyToBeWhole() {
        assertThatThrownBy(() -> open(Map.of("isocenter.store.s3.bucket", "")))
                .hasMessageContaining("isocenter.store.s3.bucket");
        assertThatThrownBy(() -> open(Map.of("isocenter.store.s3.secret-key", "")))
                .hasMessageContaining("isocenter.store.s3.secret-key");
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.walk(copies)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
