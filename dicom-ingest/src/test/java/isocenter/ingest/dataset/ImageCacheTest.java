package isocenter.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ImageCacheTest {
    private static final float HALF_A_STEP = 0.5f / 65535 + 1e-7f;

    @Inject
    Datasets datasets;

    @Inject
    IsocenterHome home;

    @Inject
    DataSource database;

    private TrialCatalogue catalogue;

    @BeforeEach
    void empty() throws SQLException {
        catalogue = new TrialCatalogue(database, home.path());
        catalogue.empty();
        catalogue.patient("P1", "F");
    }

    @AfterEach
    void clear() throws IOException {
        Path folder = home.path().resolve("cache");
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private DatasetVersion create() {
        return datasets.create(new DatasetDefinition("images", Map.of(), 1, 1, 0, 0, null));
    }

    private ImageCache prepare(DatasetVersion version) {
        return datasets.prepare(version, 8, PreparationListener.NONE);
    }

    private static float[] read(ImageSet images, int index) {
        float[] values = new float[images.size() * images.size() + 1];
        images.read(index, values, 1);
        return Arrays.copyOfRange(values, 1, values.length);
    }

    private Path only(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(home.path().resolve("cache"))) {
            return files.filter(each -> each.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** 16 rows, 8 columns, bright in the upper left 4 × 2, so that no turn or mirroring goes unseen. */
    private static byte[] phantom() {
        byte[] pixels = new byte[16 * 8];
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 2; x++) {
                pixels[y * 8 + x] = (byte) 255;
            }
        }
        pixels[15 * 8 + 7] = (byte) 200;
        return pixels;
    }

    @Test
    void aPreparedImageIsItsDisplayAveragedAndLetterboxed() throws SQLException, IOException {
        catalogue.image("2.25.1", "P1", 16, 8, phantom());
        byte[] ramp = new byte[64];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (i * 4);
        }
        catalogue.image("2.25.2", "P1", 8, 8, ramp);
        AtomicLong told = new AtomicLong();
        try (ImageCache cache = datasets.prepare(create(), 8, (done, total) -> told.set(done * 100 + total))) {
            assertThat(cache.count()).isEqualTo(2);
            assertThat(cache.size()).isEqualTo(8);
            assertThat(cache.instance(1)).isEqualTo("2.25.2");
            assertThat(cache.patient(1)).isEqualTo("P1");
            float[] expected = new float[64];
            expected[2] = 1; // the square's columns 2 to 5 hold the picture
            expected[8 + 2] = 1;
            expected[63 - 2] = 200 / 255f / 4;
            assertThat(read(cache, 0)).containsExactly(expected, within(HALF_A_STEP));
            for (int i = 0; i < ramp.length; i++) {
                assertThat(read(cache, 1)[i]).isCloseTo(i * 4 / 255f, within(HALF_A_STEP));
            }
        }
        assertThat(told.get()).isEqualTo(202);
    }

    @Test
    void preparingAgainDecodesNothing() throws SQLException, IOException {
        Path stored = catalogue.image("2.25.1", "P1", 16, 8, phantom());
        DatasetVersion version = create();
        prepare(version).close();
        Files.delete(stored);
        try (ImageCache cache = prepare(version)) {
            assertThat(read(cache, 0)[2]).isEqualTo(1);
        }
        assertThatThrownBy(() -> datasets.prepare(version, 16, PreparationListener.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("2.25.1");
    }

    @Test
    void aStoredFileThatWasChangedIsRefused() throws SQLException, IOException {
        Path stored = catalogue.image("2.25.1", "P1", 16, 8, phantom());
        DatasetVersion version = create();
        flip(stored, Files.size(stored) - 3);
        assertThatThrownBy(() -> prepare(version))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not the one that the dataset was made from");
        try (Stream<Path> files = Files.list(home.path().resolve("cache"))) {
            assertThat(files).allMatch(each -> each.toString().endsWith(".lock"));
        }
    }

    @Test
    void damageAnywhereIsNoticed() throws SQLException, IOException {
        for (int i = 0; i < 5; i++) {
            byte[] pixels = new byte[64];
            new Random(i).nextBytes(pixels);
            catalogue.image("2.25." + i, "P1", 8, 8, pixels);
        }
        DatasetVersion version = create();
        List<DatasetMember> members = datasets.members(version);
        prepare(version).close();
        Path file = only("-p1");
        byte[] sound = Files.readAllBytes(file);

        for (long position : new long[] {3, 20, 40, 70, 100, 4096 + 5 * 128 + 7}) {
            flip(file, position);
            assertThatThrownBy(() -> ImageCache.open(file, version.sha256(), members, 8))
                    .as("byte %d", position)
                    .isInstanceOf(ImageCacheDamaged.class);
            Files.write(file, sound);
        }
        Files.write(file, Arrays.copyOf(sound, sound.length - 1));
        assertThatThrownBy(() -> ImageCache.open(file, version.sha256(), members, 8))
                .isInstanceOf(ImageCacheDamaged.class);
        Files.write(file, sound);
        assertThatThrownBy(() -> ImageCache.open(file, "00".repeat(32), members, 8))
                .isInstanceOf(ImageCacheDamaged.class);

        flip(file, 4096 + 3 * 128 + 60);
        try (ImageCache cache = ImageCache.open(file, version.sha256(), members, 8)) {
            read(cache, 2);
            assertThatThrownBy(() -> read(cache, 3))
                    .isInstanceOf(ImageCacheDamaged.class)
                    .hasMessageContaining("prepared image 3 is damaged");
        }
        prepare(version).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(sound);
    }

    @Test
    void anInterruptedPreparationLeavesNothingAndTheNextSucceeds() throws SQLException, IOException {
        for (int i = 0; i < 20; i++) {
            catalogue.image("2.25." + i, "P1", 8, 8, new byte[64]);
        }
        DatasetVersion version = create();
        Thread caller = Thread.currentThread();
        for (int at : new int[] {3, 20}) { // in the midst, and when no worker is left to wait for
            assertThatThrownBy(() -> datasets.prepare(version, 8, (done, total) -> {
                        if (done == at) {
                            caller.interrupt();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        // What a killed process would leave.
        Path left = home.path().resolve("cache").resolve("images-" + version.sha256() + "-8-p1.killed.tmp");
        Files.writeString(left, "half");
        try (ImageCache cache = prepare(version)) {
            assertThat(cache.count()).isEqualTo(20);
        }
        assertThat(left).doesNotExist();
        assertThatThrownBy(() -> only(".tmp")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aClosedCacheIsNotRead() throws SQLException, IOException {
        catalogue.image("2.25.1", "P1", 16, 8, phantom());
        ImageCache cache = prepare(create());
        cache.close();
        assertThatThrownBy(() -> read(cache, 0)).isInstanceOf(IllegalStateException.class);
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 1);
        }
    }
}
