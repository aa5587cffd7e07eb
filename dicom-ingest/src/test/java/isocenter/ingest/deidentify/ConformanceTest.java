package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.PixelDecodeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is written has no error that its source did not have, in the eyes of David Clunie's dciodvfy (dicom3tools). */
class ConformanceTest {
    static final List<String> PROFILES = Profiles.BUILT_IN;

    private Path samples;

    @TempDir
    Path folder;

    @BeforeEach
    void findToolAndSamples() {
        String place = System.getProperty("samples.dir", "");
        Assumptions.assumeTrue(
                !place.isBlank() && Files.isDirectory(Path.of(place)), "skipped: sample data not present");
        samples = Path.of(place);
        try {
            new ProcessBuilder("dciodvfy", "-h")
                    .redirectErrorStream(true)
                    .start()
                    .destroy();
        } catch (IOException absent) {
            Assumptions.abort("skipped: dciodvfy (Debian: dicom3tools) is not installed");
        }
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void noNewErrors(String profile) throws IOException {
        Deidentifier deidentifier = new Deidentifier(new Pseudonyms(() -> folder), Profiles.read(profile));
        List<String> worse = new ArrayList<>();
        int compared = 0;
        for (Path file : files()) {
            DicomObject source;
            Deidentification result;
            try {
                source = new Part10Parser().parse(file);
                result = deidentifier.deidentify(source);
            } catch (DicomFormatException | PixelDecodeException refused) {
                continue;
            }
            if (result instanceof Deidentified kept) {
                Set<String> errors = errors(write("kept.dcm", kept.object()));
                errors.removeAll(errors(write("source.dcm", source)));
                errors.forEach(error -> worse.add(file.getFileName() + ": " + error));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(60);
        assertThat(worse).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(samples.resolve("dicom-samples"));
                Stream<Path> radiographs = Files.list(samples.resolve("cxr/images"))) {
            List<Path> files =
                    new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
            files.addAll(radiographs.sorted().limit(3).toList());
            return files;
        }
    }

    private Path write(String name, DicomObject object) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(object, out);
        }
        return file;
    }

    /** Error lines without values. */
    private static Set<String> errors(Path file) throws IOException {
        Process process = new ProcessBuilder("dciodvfy", file.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith("Error"))
                    .map(line -> line.replaceAll("= ?<[^>]*> ", "").replaceAll("<[0-9.]{12,}>", "<uid>"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
