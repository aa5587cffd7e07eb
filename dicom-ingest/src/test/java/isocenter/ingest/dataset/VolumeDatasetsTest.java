package isocenter.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.dataset.FramePolicy.EvenFrames;
import isocenter.ingest.dataset.FramePolicy.EvenSlices;
import isocenter.ingest.dataset.FramePolicy.WholeVolumes;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.prepared.PreparedImage;
import isocenter.ingest.volume.BlockShape;
import isocenter.ingest.volume.TestSlice;
import isocenter.ingest.volume.Vector3;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From ingested slices, through de-identification and the catalogue, to blocks and sampled frames. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class VolumeDatasetsTest {
    private static final int ROWS = 8;
    private static final int COLUMNS = 10;
    private static final BlockShape SHAPE = BlockShape.isotropic(6, 4, 5, 1);

    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    IsocenterHome home;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @BeforeEach
    void empty() throws SQLException {
        new TrialCatalogue(database, home.path()).empty();
    }

    @AfterEach
    void clear() throws IOException {
        Path cache = home.path().resolve("cache");
        if (!Files.exists(cache)) {
            return;
        }
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Hounsfield units of a place. */
    private static double value(Vector3 place) {
        return 50 + 10 * place.x() - 5 * place.y() + 3 * place.z();
    }

    /** Slices of one millimetre whose values tell their place. */
    private static List<TestSlice> series(int patient, int slices) {
        return IntStream.range(0, slices)
                .mapToObj(k -> slice(patient, k))
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    private static TestSlice slice(int patient, int k) {
        long[] pixels = IntStream.range(0, ROWS * COLUMNS)
                .mapToLong(i -> Math.round(value(new Vector3(i % COLUMNS, i / COLUMNS, k)) + 1024))
                .toArray();
        return new TestSlice(1000 * patient + k)
                .with("PatientID", "Invented" + patient)
                .with("StudyInstanceUID", "2.25.5" + patient)
                .with("SeriesInstanceUID", "2.25.6" + patient)
                .size(ROWS, COLUMNS)
                .spacing(1, 1)
                .at(0, 0, k)
                .pixels(pixels);
    }

    private void ingest(List<TestSlice> slices) throws IOException {
        List<TestSlice> shuffled = new ArrayList<>(slices);
        Collections.shuffle(shuffled, new Random(4));
        Path batch = Files.createTempDirectory(folder, "batch");
        for (TestSlice slice : shuffled) {
            try (OutputStream out = Files.newOutputStream(batch.resolve(slice.instance()))) {
                DicomWriter.write(slice.object(), out);
            }
        }
        assertThat(archive.ingest(List.of(batch), IngestListener.NONE).accepted())
                .isEqualTo(slices.size());
    }

    private DatasetVersion create(FramePolicy policy) {
        return datasets.create(new DatasetDefinition("volumes", Map.of(), 1, 1, 0, 0, null, policy));
    }

    private VolumeCache prepare(DatasetVersion version) {
        return datasets.prepareVolumes(version, SHAPE, PreparationListener.NONE);
    }

    private Path only(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(home.path().resolve("cache"))) {
            return files.filter(each -> each.getFileName().toString().startsWith(prefix)
                            && !each.toString().endsWith(".lock"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 1);
        }
    }

    @Test
    void blocksTellThePlaceOfEveryVoxel() throws IOException {
        ingest(series(1, 12));
        try (VolumeCache cache = prepare(create(new WholeVolumes(2)))) {
            assertThat(cache.count()).isEqualTo(1);
            assertThat(cache.scale(0).low()).isEqualTo(-1024);
            assertThat(cache.scale(0).high()).isEqualTo(3071);
            float[] block = new float[1 + SHAPE.voxels()];
            cache.read(0, block, 1);
            for (int d = 0; d < 6; d++) {
                for (int h = 0; h < 4; h++) {
                    for (int w = 0; w < 5; w++) {
                        float share = block[1 + (d * 4 + h) * 5 + w];
                        assertThat(cache.scale(0).value(share))
                                .isCloseTo(value(cache.placement(0).at(d, h, w)), within(1.0));
                    }
                }
            }
            BlockRegion region = new BlockRegion(2, 1, 3, 3, 2, 2);
            float[] part = new float[region.voxels()];
            cache.read(0, region, part, 0);
            for (int i = 0; i < part.length; i++) {
                int d = 2 + i / 4;
                int h = 1 + i / 2 % 2;
                int w = 3 + i % 2;
                assertThat(part[i]).isEqualTo(block[1 + (d * 4 + h) * 5 + w]);
            }
            assertThatThrownBy(() -> cache.read(0, new BlockRegion(0, 3, 0, 1, 2, 1), part, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            Random random = new Random(1);
            for (int i = 0; i < 50; i++) {
                BlockRegion.random(SHAPE, 6, 2, 3, random).requireInside(SHAPE);
            }
        }
    }

    @Test
    void whatIsNoEvenGridIsLeftOutAndNamed() throws IOException {
        ingest(series(1, 5));
        List<TestSlice> gap = series(2, 9);
        gap.remove(4);
        gap.remove(3);
        ingest(gap);
        ingest(series(3, 3)); // too few
        ingest(List.of(slice(4, 0).without(Tags.IMAGE_POSITION_PATIENT)));
        DatasetVersion version = create(new WholeVolumes(4));
        assertThat(version.images()).isEqualTo(1);
        assertThat(version.excluded())
                .isEqualTo(Map.of(
                        "volume whose slices are no even grid",
                        1,
                        "volume of fewer than 4 slices",
                        1,
                        "in no volume",
                        1));
        assertThat(datasets.members(version).get(0).volume()).matches("[0-9a-f]{64}");
        assertThat(create(new WholeVolumes(4))).isEqualTo(version);
        assertThat(create(new WholeVolumes(2)).images()).isEqualTo(2);
    }

    @Test
    void blocksAreDeterministicAndDamageIsNoticedWhereItIsRead() throws IOException {
        ingest(series(1, 12));
        ingest(series(2, 7));
        DatasetVersion version = create(new WholeVolumes(2));
        prepare(version).close();
        Path file = only("volumes-");
        byte[] sound = Files.readAllBytes(file);
        int planes = 4096 + 2 * SHAPE.voxels() * 2;
        List<DatasetMember> members = datasets.members(version);

        for (long position : new long[] {3, 24, 50, 70, 100, 130, sound.length - 5}) {
            flip(file, position);
            assertThatThrownBy(() -> VolumeCache.open(file, version.sha256(), members, SHAPE))
                    .as("byte %d", position)
                    .isInstanceOf(ImageCacheDamaged.class);
            Files.write(file, sound);
        }
        assertThatThrownBy(() -> VolumeCache.open(file, version.sha256(), members, BlockShape.isotropic(6, 4, 5, 1.5)))
                .isInstanceOf(ImageCacheDamaged.class);

        flip(file, planes + 5); // the scale of the first block
        flip(file, 4096 + SHAPE.voxels() * 2 + 3 * 40 + 7); // the fourth plane of the second
        try (VolumeCache cache = VolumeCache.open(file, version.sha256(), members, SHAPE)) {
            float[] target = new float[SHAPE.voxels()];
            assertThatThrownBy(() -> cache.scale(0)).isInstanceOf(ImageCacheDamaged.class);
            cache.read(1, new BlockRegion(0, 0, 0, 3, 4, 5), target, 0);
            cache.read(1, new BlockRegion(4, 0, 0, 2, 4, 5), target, 0);
            assertThatThrownBy(() -> cache.read(1, new BlockRegion(2, 0, 0, 2, 1, 1), target, 0))
                    .isInstanceOf(ImageCacheDamaged.class)
                    .hasMessageContaining("prepared volume 1 is damaged");
        }
        prepare(version).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(sound);
    }

    @Test
    void aSeriesThatGrowsIsAnotherVolumeAndTheOldVersionStays() throws IOException {
        ingest(series(1, 6));
        DatasetVersion before = create(new WholeVolumes(2));
        ingest(List.of(slice(1, 6)));
        DatasetVersion after = create(new WholeVolumes(2));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(datasets.members(after).get(0).volume())
                .isNotEqualTo(datasets.members(before).get(0).volume());
        try (VolumeCache old = prepare(before);
                VolumeCache current = prepare(after)) {
            assertThat(old.placement(0).origin().z())
                    .isEqualTo(current.placement(0).origin().z() - 0.5);
        }
    }

    @Test
    void aChangedSliceIsRefused() throws IOException, SQLException {
        ingest(series(1, 4));
        DatasetVersion version = create(new WholeVolumes(2));
        Path changed = home.path().resolve(pathOfAnInstance());
        byte[] sound = Files.readAllBytes(changed);
        flip(changed, sound.length - 3);
        try {
            assertThatThrownBy(() -> prepare(version))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("is not the one that the dataset was made from");
        } finally {
            Files.write(changed, sound); // the next test's slices have the same content
        }
        prepare(version).close();
    }

    private String pathOfAnInstance() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select path from instance order by id limit 1")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void imagesAndVolumesAreNotConfused() throws IOException {
        ingest(series(1, 4));
        DatasetVersion volumes = create(new WholeVolumes(2));
        DatasetVersion images = create(FramePolicy.SINGLE);
        assertThat(images.images()).isEqualTo(4);
        assertThatThrownBy(() -> datasets.prepare(volumes, 8, PreparationListener.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("holds volumes");
        assertThatThrownBy(() -> prepare(images))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("holds images");
    }

    @Test
    void aSplitMayNotCutThroughAVolume() throws IOException {
        ingest(series(1, 4));
        Map<String, SplitPart> split = Map.of(
                slice(1, 0).instance(), SplitPart.TRAIN,
                slice(1, 2).instance(), SplitPart.TEST);
        assertThatThrownBy(() ->
                        datasets.create(new DatasetDefinition("cut", Map.of(), 1, 1, 0, 0, split, new WholeVolumes(2))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("more than one part");
        Map<String, SplitPart> one = Map.of(slice(1, 3).instance(), SplitPart.TEST);
        DatasetVersion version =
                datasets.create(new DatasetDefinition("one", Map.of(), 1, 1, 0, 0, one, new WholeVolumes(2)));
        assertThat(datasets.members(version).get(0).part()).isEqualTo(SplitPart.TEST);
    }

    @Test
    void evenSlicesAreChosenByPlace() throws IOException {
        ingest(series(1, 10));
        ingest(List.of(slice(2, 0)));
        DatasetVersion version = create(new EvenSlices(3));
        assertThat(version.excluded()).isEqualTo(Map.of("not a chosen slice of a volume", 8));
        try (ImageCache cache = datasets.prepare(version, 16, PreparationListener.NONE)) {
            assertThat(cache.count()).isEqualTo(3);
        }
        assertThat(create(new EvenSlices(50)).images()).isEqualTo(10);
    }

    @Test
    void evenFramesOfALoopAndOfAVideoAreItsOwn() throws IOException {
        byte[] frames = new byte[5 * 64];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = (byte) (i / 64 * 40 + i % 8);
        }
        TestSlice loop = slice(1, 0).size(8, 8);
        loop.dataSet()
                .putText(Tags.NUMBER_OF_FRAMES, "5")
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .putIntegers(Tags.BITS_STORED, 8)
                .putIntegers(Tags.HIGH_BIT, 7)
                .putText(Tags.WINDOW_CENTER, "-896")
                .putText(Tags.WINDOW_WIDTH, "256")
                .put(isocenter.ingest.dicom.Element.bytes(Tags.PIXEL_DATA, isocenter.ingest.dicom.Vr.OB, frames));
        ingest(List.of(loop));
        Path video = folder.resolve("video.dcm");
        try (InputStream in = VolumeDatasetsTest.class.getResourceAsStream("/video/h264-mp4.dcm")) {
            Files.write(video, in.readAllBytes());
        }
        assertThat(archive.ingest(List.of(video), IngestListener.NONE).accepted())
                .isEqualTo(1);
        ingest(List.of(slice(2, 0)));

        DatasetVersion version = create(new EvenFrames(2));
        List<DatasetMember> members = datasets.members(version);
        assertThat(members.stream().map(DatasetMember::frame).sorted().toList()).containsExactly(0, 1, 3, 3, 9);
        Frames decodedVideo = Frames.of(new Part10Parser().parse(video));
        int seen = 0;
        try (ImageCache cache = datasets.prepare(version, 8, PreparationListener.NONE)) {
            for (DatasetMember member : members) {
                float[] values = new float[64];
                cache.read(member.index(), values, 0);
                if (member.modality().equals("ES")) {
                    byte[] expected = PreparedImage.of(decodedVideo.grey(member.frame()), 8);
                    for (int i = 0; i < 64; i++) {
                        int number = expected[2 * i] & 0xFF | (expected[2 * i + 1] & 0xFF) << 8;
                        assertThat(Math.round(values[i] * 65535)).isEqualTo(number);
                    }
                    seen++;
                } else if (members.stream()
                                .filter(other -> other.instance().equals(member.instance()))
                                .count()
                        == 2) {
                    for (int i = 0; i < 64; i++) {
                        assertThat(values[i]).isCloseTo((member.frame() * 40 + i % 8) / 255f, within(1e-4f));
                    }
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(4);
    }

    @Test
    void evenSpacingTakesTheMiddleOfEqualParts() {
        assertThat(EvenSpacing.choose(1, 9)).containsExactly(4);
        assertThat(EvenSpacing.choose(3, 9)).containsExactly(1, 4, 7);
        assertThat(EvenSpacing.choose(4, 10)).containsExactly(1, 3, 6, 8);
        assertThat(EvenSpacing.choose(10, 10)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(EvenSpacing.choose(7, 3)).containsExactly(0, 1, 2);
        assertThat(EvenSpacing.choose(1000, 1_000_000)).doesNotHaveDuplicates().isSorted();
    }
}
