package isocenter.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.StoredFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomCohortTest {

    private static final long SEED = 11;

    @TempDir
    Path folder;

    @Test
    void everyFileReadsBackAsTheFilmThatWasExposedAndSaysThatItIsSynthetic() throws IOException {
        PhantomCohort.Written written = PhantomCohort.write(folder, SEED, 40);
        Map<String, PhantomFilm> films =
                PhantomCohort.draw(SEED, 40).stream().collect(Collectors.toMap(PhantomFilm::instanceUid, film -> film));
        assertThat(written.images()).isEqualTo(films.size());
        Set<TransferSyntax> seen = new HashSet<>();
        for (Path file : files(written.folder())) {
            DicomObject object = new Part10Parser().parse(file);
            DataSet set = object.dataSet();
            PhantomFilm film = films.get(set.text(Tags.SOP_INSTANCE_UID).orElseThrow());
            seen.add(object.syntax());
            assertThat(object.assumptions()).isEmpty();
            assertThat(set.text(Tags.PATIENT_NAME)).contains("SYNTHETIC^PHANTOM");
            assertThat(set.text(Tags.IMAGE_COMMENTS).orElseThrow()).startsWith("SYNTHETIC");
            assertThat(set.text(Tags.MANUFACTURER)).contains("Isocenter phantom");
            assertThat(set.text(Tags.IMAGE_TYPE)).contains("DERIVED");
            int[] stored = ((StoredFrame.Integers) Frames.of(object).stored(0)).values();
            float[] exposed = FilmExposure.expose(film);
            int top = (1 << film.scanner().bits()) - 1;
            for (int i = 0; i < stored.length; i++) {
                int value = Math.round(exposed[i] * top);
                assertThat(stored[i]).isEqualTo(film.scanner().inverted() ? top - value : value);
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
                        TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                        TransferSyntax.EXPLICIT_BIG_ENDIAN,
                        TransferSyntax.DEFLATED_EXPLICIT_LITTLE_ENDIAN,
                        TransferSyntax.RLE_LOSSLESS,
                        TransferSyntax.JPEG_2000_LOSSLESS);
        List<String> labels = Files.readAllLines(written.labels());
        assertThat(labels.get(0)).isEqualTo("SOPInstanceUID,patient_id,findings,sex,age,source");
        assertThat(labels).hasSize(films.size() + 1);
        for (String line : labels.subList(1, labels.size())) {
            String[] fields = line.split(",", -1);
            PhantomFilm film = films.get(fields[0]);
            assertThat(fields[2]).isEqualTo(film.patient().lesion() == null ? "No Finding" : "Opacity");
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path one = PhantomCohort.write(folder.resolve("one"), SEED, 6).folder();
        Path two = PhantomCohort.write(folder.resolve("two"), SEED, 6).folder();
        for (Path file : files(one)) {
            assertThat(two.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
        assertThat(folder.resolve("one/labels.csv")).hasSameBinaryContentAs(folder.resolve("two/labels.csv"));
    }

    /** Seen from the front: the heart's mass is right of the middle, and the liver's dome stands higher on the left. */
    @Test
    void theHeartIsAtThePatientsLeft() {
        for (PhantomFilm film : PhantomCohort.draw(SEED, 20)) {
            ChestPhantom chest = new ChestPhantom(film.patient(), 0, 1);
            double right = 0;
            double left = 0;
            for (double x = 0.2; x < 0.45; x += 0.01) {
                right += chest.density(x, 0.3);
                left += chest.density(-x, 0.3);
            }
            assertThat(right).isGreaterThan(left);
        }
    }

    /** Of 4000 patients: prevalence within four standard errors in each group. */
    @Test
    void theLesionIsIndependentOfSexAgeAndSite() {
        Map<String, int[]> groups = new HashMap<>();
        for (PhantomFilm film : PhantomCohort.draw(SEED, 4000)) {
            PhantomPatient patient = film.patient();
            if (film.number() == 0) {
                for (String group :
                        List.of("sex" + patient.sex(), "age" + patient.age() / 20, "site" + patient.site())) {
                    int[] counts = groups.computeIfAbsent(group, name -> new int[2]);
                    counts[0]++;
                    counts[1] += patient.lesion() == null ? 0 : 1;
                }
            }
        }
        groups.forEach((group, counts) -> assertThat(counts[1] / (double) counts[0])
                .as(group)
                .isCloseTo(PhantomCohort.PREVALENCE, within(4 * Math.sqrt(0.24 / counts[0]))));
    }

    /** PS3.5 G.3.1 by hand: a run of four is −3 and the byte; three different ones are 2 and the bytes. */
    @Test
    void rleFollowsTheStandard() {
        byte[] frame = RleEncoder.encode(new byte[] {7, 7, 7, 7, 1, 2, 3}, 7, 1);
        assertThat(frame).hasSize(64 + 6);
        assertThat(frame[0]).isEqualTo((byte) 1);
        assertThat(frame[4]).isEqualTo((byte) 64);
        assertThat(Arrays.copyOfRange(frame, 64, 70)).containsExactly(-3, 7, 2, 1, 2, 3);
        byte[] words = RleEncoder.encode(new byte[] {1, 9, 2, 9}, 2, 2);
        assertThat(words[4]).isEqualTo((byte) 64);
        assertThat(Arrays.copyOfRange(words, 64, 66)).containsExactly(-1, 9);
        assertThat(Arrays.copyOfRange(words, 66, 69)).containsExactly(1, 1, 2);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
