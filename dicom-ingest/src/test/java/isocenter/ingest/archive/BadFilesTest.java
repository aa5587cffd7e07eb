package isocenter.ingest.archive;

import static isocenter.ingest.source.ZipBytes.deflated;
import static isocenter.ingest.source.ZipBytes.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.source.DicomdirBytes;
import isocenter.ingest.source.ZipBytes;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files and archives that mean ill: each ends in a record with a reason and a ledger event, the sound file beside it is
 * taken, nothing is left behind, and the patient's name that is in every file name is said nowhere.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BadFilesTest {
    private static final String NAME = "MILLER^ANNA";

    @Inject
    Archive archive;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path temporary;

    private Path folder;
    private final OutcomeList outcomes = new OutcomeList();

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("source"));
    }

    enum Bad {
        ZIP_BOMB("more than 100 times") {
            @Override
            void in(Path folder) {
                new ZipBytes().add(ZipBytes.bomb(2000)).write(folder.resolve(NAME + ".zip"));
            }
        },
        ZIP_BOMB_THAT_LIES("more than the archive states") {
            @Override
            void in(Path folder) {
                new ZipBytes().add(ZipBytes.bomb(4096).size(1 << 20)).write(folder.resolve(NAME + ".zip"));
            }
        },
        ZIP_IN_ZIP("inside a ZIP archive") {
            @Override
            void in(Path folder) {
                byte[] inner = new ZipBytes().add(stored(NAME, image(1))).bytes();
                new ZipBytes().add(stored(NAME + ".zip", inner)).write(folder.resolve(NAME + ".zip"));
            }
        },
        ZIP_SLIP("not a DICOM file") {
            @Override
            void in(Path folder) {
                new ZipBytes()
                        .add(stored("../../" + NAME, new byte[] {1, 2, 3}))
                        .write(folder.resolve("slip.zip"));
            }
        },
        ENCRYPTED_ZIP("encrypted") {
            @Override
            void in(Path folder) {
                new ZipBytes().add(deflated(NAME, image(2)).flags(1)).write(folder.resolve(NAME + ".zip"));
            }
        },
        TRUNCATED_ZIP("cut off") {
            @Override
            void in(Path folder) {
                byte[] whole = new ZipBytes().add(deflated(NAME, image(3))).bytes();
                write(folder.resolve(NAME + ".zip"), Arrays.copyOf(whole, whole.length / 2));
            }
        },
        LARGE_MEMBER_OF_THE_WRONG_SIZE("less than the archive states") {
            @Override
            void in(Path folder) {
                new ZipBytes()
                        .add(stored(NAME, new byte[1 << 20]).size(50 << 20).packedSize(1 << 20))
                        .write(folder.resolve(NAME + ".zip"));
            }
        },
        CR_LF_IN_A_NAME("not a DICOM file") {
            @Override
            void in(Path folder) {
                write(folder.resolve(NAME + "\r\n12:00:00 INFO all is well\r\n.dcm"), new byte[] {1, 2, 3, 4});
            }
        },
        CR_LF_IN_A_NAME_OF_A_ZIP("cut off") {
            @Override
            void in(Path folder) {
                write(folder.resolve(NAME + "\r\n.zip"), new byte[] {'P', 'K', 3, 4});
            }
        },
        PATH_BEYOND_WHAT_THE_SYSTEM_OPENS("cannot be read") {
            @Override
            void in(Path folder) throws IOException {
                // Longer than PATH_MAX in the end, made of two halves that are not.
                String component = NAME + "x".repeat(200);
                Path deep = folder;
                for (int i = 0; i < 10; i++) {
                    deep = deep.resolve(component);
                }
                Path other = folder.resolveSibling("other");
                Path half = other;
                for (int i = 0; i < 10; i++) {
                    half = half.resolve(component);
                }
                Files.createDirectories(deep);
                Files.createDirectories(half);
                Files.move(other, deep.resolve("other"));
            }

            @Override
            void cleanUp(Path folder) throws IOException {
                Path deep = folder;
                for (int i = 0; i < 10; i++) {
                    deep = deep.resolve(NAME + "x".repeat(200));
                }
                Files.move(deep.resolve("other"), folder.resolveSibling("other"));
            }
        },
        UNREADABLE_FOLDER("cannot be listed") {
            @Override
            void in(Path folder) throws IOException {
                Path closed = Files.createDirectory(folder.resolve(NAME));
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
                assumeTrue(!Files.isReadable(closed), "this user may read every folder");
            }

            @Override
            void cleanUp(Path folder) throws IOException {
                Files.setPosixFilePermissions(folder.resolve(NAME), PosixFilePermissions.fromString("rwx------"));
            }
        },
        UNREADABLE_FILE("cannot be read") {
            @Override
            void in(Path folder) throws IOException {
                Path closed = write(folder.resolve(NAME), image(4));
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
                assumeTrue(!Files.isReadable(closed), "this user may read every file");
            }
        };

        final String reason;

        Bad(String reason) {
            this.reason = reason;
        }

        abstract void in(Path folder) throws IOException;

        void cleanUp(Path folder) throws IOException {}
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void itIsRefusedAndRecordedAndStopsNothing(Bad bad) throws IOException {
        bad.in(folder);
        write(folder.resolve("z.dcm"), image(bad.ordinal()));
        List<Path> before = everythingUnder(temporary);
        long events = ledger.head().size();
        IngestSummary summary;
        String log;
        try (LogCapture capture = new LogCapture()) {
            summary = archive.ingest(List.of(folder), outcomes);
            log = capture.text();
        } finally {
            bad.cleanUp(folder);
        }

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(summary.quarantined()).isEqualTo(1);
        assertThat(outcomes.of("z.dcm")).isInstanceOf(Accepted.class);
        assertThat(summary.reasons().firstKey()).contains(bad.reason);
        assertThat(outcomes.found).isEqualTo(2);
        Quarantined refused = (Quarantined) outcomes.byName.values().stream()
                .filter(Quarantined.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(database.quarantined(refused.id()).reason).isEqualTo(refused.reason());
        assertThat(ledger.head().size()).isEqualTo(events + 2);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        assertThat(log + said()).doesNotContainIgnoringCase("miller").doesNotContain("all is well");
        if (bad != Bad.PATH_BEYOND_WHAT_THE_SYSTEM_OPENS) {
            assertThat(everythingUnder(temporary)).isEqualTo(before);
        }
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aSymbolicLinkIsNeverFollowed() throws IOException {
        Path outside = write(temporary.resolve(NAME), image(50));
        Path zip = new ZipBytes().add(stored(NAME, image(51))).write(temporary.resolve("outside.zip"));
        Files.createSymbolicLink(folder.resolve("a.dcm"), outside);
        Files.createSymbolicLink(folder.resolve("b.zip"), zip);
        Files.createSymbolicLink(folder.resolve("c"), temporary);
        Files.createSymbolicLink(folder.resolve("dangling"), temporary.resolve("absent"));

        IngestSummary summary = archive.ingest(List.of(folder), outcomes);

        assertThat(summary.skipped()).isEqualTo(4);
        assertThat(summary.files()).isEqualTo(4);
    }

    @Test
    void theMembersOfAnArchiveAreTakenLikeFiles() throws IOException {
        byte[] one = image(60);
        byte[] two = image(61);
        ZipBytes zip = new ZipBytes()
                .add(stored("DICOMDIR", new byte[0]))
                .add(deflated("../" + NAME + "/1", one))
                .add(stored("2", two))
                .add(stored("2", two));
        for (int i = 0; i < 150; i++) {
            zip.add(deflated("many", image(1000 + i)));
        }
        zip.write(folder.resolve("study.zip"));

        IngestSummary first = archive.ingest(List.of(folder), outcomes);
        assertThat(first.accepted()).isEqualTo(152);
        assertThat(first.duplicates()).isEqualTo(1);
        assertThat(outcomes.reason("#1")).contains("empty");
        assertThat(outcomes.found).isEqualTo(154);

        write(folder.resolve("loose.dcm"), one);
        assertThat(archive.ingest(List.of(folder), outcomes).duplicates()).isEqualTo(154);
        assertThat(temporaries()).isEmpty();
    }

    /** Beyond what is unpacked into memory. */
    @Test
    void aLargeMemberIsTakenAndItsFileIsGoneAfterwards() {
        int side = 512;
        int frames = 200;
        byte[] pixels = new byte[side * side * frames];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
        }
        DataSet image = StudyBuilder.radiograph("large", 5)
                .putIntegers(Tags.ROWS, side)
                .putIntegers(Tags.COLUMNS, side)
                .putText(Tags.NUMBER_OF_FRAMES, Integer.toString(frames))
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
        byte[] bytes = bytes(image);
        new ZipBytes().add(stored("large", bytes)).write(folder.resolve("a.zip"));
        new ZipBytes()
                .add(stored("large", new ZipBytes().add(stored("inner", bytes)).bytes()))
                .write(folder.resolve("b.zip"));

        List<Path> left = new ArrayList<>();
        IngestSummary summary = archive.ingest(List.of(folder), new IngestListener() {
            @Override
            public void onOutcome(Path file, IngestOutcome outcome) {
                left.clear();
                left.addAll(temporaries());
            }
        });

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(summary.reasons().firstKey()).contains("inside a ZIP archive");
        assertThat(left).as("when the last outcome was told").isEmpty();
    }

    @Test
    void aDicomdirThatWasGivenBringsWhatItReferences() throws IOException {
        write(folder.resolve("im1"), image(70));
        write(folder.resolve("im2"), image(71));
        Path directory = new DicomdirBytes()
                .file("IMAGE", "IM1")
                .file("IMAGE", "MILLER\\IM9")
                .write(folder);

        IngestSummary summary = archive.ingest(List.of(directory), outcomes);

        assertThat(outcomes.byName).containsOnlyKeys("im1", "#2");
        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(outcomes.reason("#2")).isEqualTo("the DICOMDIR references a file that is not there");
        assertThat(said()).doesNotContain("MILLER");
    }

    /** DCMTK's dcmmkdir writes the directory. */
    @Test
    void aDicomdirOfAnotherProgramIsRead() throws IOException, InterruptedException {
        for (int i = 1; i <= 3; i++) {
            Path image = Files.createDirectories(folder.resolve("IMAGES")).resolve("IM" + i);
            write(image, bytes(StudyBuilder.radiograph("disc", 80 + i).putText(Tags.INSTANCE_NUMBER, "" + i)));
        }
        Process dcmmkdir;
        try {
            dcmmkdir = new ProcessBuilder("dcmmkdir", "+I", "-W", "+r", "+id", folder.toString(), "IMAGES")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            assumeTrue(false, "dcmmkdir (dcmtk) is not installed");
            return;
        }
        String said = new String(dcmmkdir.getInputStream().readAllBytes());
        assertThat(dcmmkdir.waitFor()).as(said).isZero();
        write(folder.resolve("IMAGES/IM4"), image(84));
        Files.delete(folder.resolve("IMAGES/IM2"));

        IngestSummary summary = archive.ingest(List.of(folder.resolve("DICOMDIR")), outcomes);

        assertThat(summary.accepted()).isEqualTo(2);
        assertThat(summary.quarantined()).isEqualTo(1);
        assertThat(outcomes.byName).containsKeys("IM1", "IM3").doesNotContainKey("IM4");
    }

    /** All words about refused files that stay: records, ledger events. */
    private String said() {
        return String.join("\n", database.strings("select q::text from quarantined_object q"))
                + String.join("\n", database.strings("select body from ledger_event"));
    }

    private static byte[] image(int seed) {
        return bytes(StudyBuilder.radiograph("bad-" + seed, seed));
    }

    private static byte[] bytes(DataSet image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(StudyBuilder.object(image), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> everythingUnder(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().length() < 4000)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException closedOrTooLong) {
            return List.of();
        }
    }

    private List<Path> temporaries() {
        try (Stream<Path> files = Files.walk(home.path().resolve("store/incoming"))) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
