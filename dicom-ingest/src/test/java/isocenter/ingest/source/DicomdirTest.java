package isocenter.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dicom.DicomBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomdirTest {
    private static final String MISSING = "the DICOMDIR references a file that is not there";

    @TempDir
    Path temporary;

    private Path disc;
    private final DicomdirBytes directory = new DicomdirBytes();

    @BeforeEach
    void makeADisc() throws IOException {
        disc = Files.createDirectory(temporary.toRealPath().resolve("disc"));
    }

    @Test
    void exactlyTheReferencedFilesAreTaken() throws IOException {
        Path one = file("IMAGES/A/IM1");
        Path two = file("IMAGES/A/IM2");
        file("IMAGES/A/IM3");
        file("VIEWER.EXE");
        directory
                .record("PATIENT")
                .record("STUDY")
                .file("IMAGE", "IMAGES\\A\\IM2")
                .file("IMAGE", "IMAGES\\A\\IM1");
        directory.file("IMAGE", "IMAGES\\A\\IM1");

        assertThat(listings()).containsExactly(Listing.file(one), Listing.file(two));
    }

    @Test
    void whatIsNotThereIsRefusedByItsPlaceInTheDirectory() throws IOException {
        Path one = file("IM1");
        Path given = directory
                .record("PATIENT")
                .file("IMAGE", "IM1")
                .file("IMAGE", "GONE\\IM2")
                .write(disc);

        assertThat(listings())
                .containsExactlyInAnyOrder(Listing.file(one), Listing.unreadable(given.resolve("#3"), MISSING));
    }

    @Test
    void namesAreFoundAsLinuxShowsThemOnADisc() throws IOException {
        Path lower = file("dicom/im000001");
        Path version = file("DICOM2/IM000002.;1");
        Path exact = file("DICOM3/IM3");
        file("dicom3/im3");
        directory
                .file("IMAGE", "DICOM\\IM000001")
                .file("IMAGE", "DICOM2\\IM000002")
                .file("IMAGE", "DICOM3\\IM3");

        assertThat(listings())
                .containsExactlyInAnyOrder(Listing.file(lower), Listing.file(version), Listing.file(exact));
    }

    @Test
    void ofTwoNamesThatBothFitNeitherIsTaken() throws IOException {
        file("Im1");
        file("iM1");
        assertThat(kinds(directory.file("IMAGE", "IM1"))).containsExactly(Listing.Kind.UNREADABLE);
    }

    @Test
    void noReferenceLeavesTheFolder() throws IOException {
        Files.writeString(temporary.resolve("outside"), "secret");
        Files.createSymbolicLink(disc.resolve("LINK"), temporary.resolve("outside"));
        Files.createSymbolicLink(disc.resolve("UP"), temporary);
        file("IN/IM1");
        directory
                .file("IMAGE", "..\\outside")
                .file("IMAGE", "IN\\..\\..\\outside")
                .file("IMAGE", "/etc/passwd")
                .file("IMAGE", "../outside")
                .file("IMAGE", "UP\\outside")
                .file("IMAGE", "LINK")
                .file("IMAGE", "IN")
                .file("IMAGE", "IN\\.\\IM1")
                .file("IMAGE", ".");

        assertThat(kinds(directory)).hasSize(9).containsOnly(Listing.Kind.UNREADABLE);
    }

    @Test
    void inactiveRecordsAndRecordsWithoutAFileCountForNothing() throws IOException {
        file("IM1");
        directory.inactive("IMAGE", "IM1").record("PATIENT").record("SERIES");
        assertThat(kinds(directory)).isEmpty();
    }

    @Test
    void aFileThatIsNoDicomdirIsTakenAsItIs() throws IOException {
        Path given = Files.writeString(disc.resolve("dicomdir"), "not at all");
        assertThat(listings(given)).containsExactly(Listing.file(given));
    }

    @Test
    void oneThatIsFoundInAFolderStandsForNothingElse() throws IOException {
        Path image = file("IM1");
        Path found = directory.file("IMAGE", "IM1").write(disc);
        assertThat(listings(disc)).containsExactly(Listing.file(found), Listing.file(image));
    }

    private List<Listing> listings() throws IOException {
        return listings(directory.write(disc));
    }

    private List<Listing.Kind> kinds(DicomdirBytes bytes) throws IOException {
        return listings(bytes.write(disc)).stream().map(Listing::kind).toList();
    }

    private List<Listing> listings(Path root) {
        List<Listing> all = new ArrayList<>();
        new Listings(List.of(root), temporary.resolve("own")).forEachRemaining(all::add);
        return all;
    }

    private Path file(String path) throws IOException {
        Path file = disc.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, DicomBytes.ascii(path));
    }
}
