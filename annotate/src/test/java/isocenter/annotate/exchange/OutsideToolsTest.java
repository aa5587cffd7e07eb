package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.annotate.reading.CommittedReading;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs of others say of our objects. */
class OutsideToolsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static Stream<SourceStudy> studies() {
        return RoundTripTest.studies();
    }

    private List<Path> write(SourceStudy study, CommittedReading reading) throws IOException {
        List<Path> files = new ArrayList<>();
        for (DataSet object : Phantom.objects(study, reading)) {
            String kind = object.text(Tags.MODALITY).orElseThrow().toLowerCase(java.util.Locale.ROOT);
            files.add(Files.write(folder.resolve(kind + files.size() + ".dcm"), RoundTripTest.bytes(object)));
        }
        return files;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + said;
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @ParameterizedTest
    @MethodSource("studies")
    void dciodvfyFindsNoError(SourceStudy study) throws Exception {
        assumeTrue(isThere("dciodvfy"), "dciodvfy (Debian package dicom3tools) is not installed");
        for (Path file : write(study, Phantom.reading(study, 2, 5))) {
            assertThat(run("dciodvfy", file.toString()))
                    .contains(file.getFileName().toString().startsWith("sr") ? "Comprehensive3DSR" : "Segmentation")
                    .doesNotContain("Error");
        }
    }

    @ParameterizedTest
    @MethodSource("studies")
    void dciodvfyFindsNoErrorInAPresentationState(SourceStudy study) throws Exception {
        assumeTrue(isThere("dciodvfy"), "dciodvfy (Debian package dicom3tools) is not installed");
        DataSet state = new PresentationWriter(study, Phantom.reading(study, 2, 5), new FindingCodes(Phantom.labels()))
                .write()
                .orElseThrow();
        Path file = Files.write(folder.resolve("pr.dcm"), RoundTripTest.bytes(state));
        assertThat(run("dciodvfy", file.toString()))
                .contains("GrayscaleSoftcopyPresentationState")
                .doesNotContain("Error");
    }

    @ParameterizedTest
    @MethodSource("studies")
    void dcmtkReadsTheReport(SourceStudy study) throws Exception {
        assumeTrue(isThere("dsrdump"), "dsrdump (Debian package dcmtk) is not installed");
        List<Path> files = write(study, Phantom.reading(study, 1, 5));
        assertThat(run("dsrdump", files.get(files.size() - 1).toString()))
                .startsWith("0\n")
                .contains("Comprehensive 3D SR Document")
                .contains("<contains CODE:(,,\"Pneumonia\")=(52101004,SCT,\"Present\")>")
                .doesNotContain("E: ");
    }

    @ParameterizedTest
    @MethodSource("studies")
    void highdicomAndPycocotoolsReadTheSame(SourceStudy study) throws Exception {
        String python = System.getProperty("highdicom.python");
        assumeTrue(
                python != null,
                "-Dhighdicom.python= names no Python with highdicom and pycocotools; see deploy/bench/exchange");
        CommittedReading reading = Phantom.reading(study, 1, 5);
        write(study, reading);
        CocoDataset coco = new CocoDataset(new FindingCodes(Phantom.labels()));
        coco.add(study, reading);
        JSON.writeValue(folder.resolve("coco.json").toFile(), coco.write("phantom"));
        JSON.writeValue(folder.resolve("reading.json").toFile(), reading.content());
        assertThat(run(python, Path.of("../deploy/bench/exchange/check.py").toString(), folder.toString()))
                .startsWith("0\n")
                .contains("agree");
    }
}
