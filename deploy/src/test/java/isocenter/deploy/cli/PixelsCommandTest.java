package isocenter.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelsCommandTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 4;
    private static final int SMALL = 400_000;

    @TempDir
    Path folder;

    private record Ended(int code, String output, String errors) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(output);
        }
    }

    /** In this process; nothing of it may need a database, for there is none. */
    private static Ended run(String... arguments) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream capturedOutput = new ByteArrayOutputStream();
        ByteArrayOutputStream capturedErrors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(capturedOutput, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(capturedErrors, true, StandardCharsets.UTF_8));
        try {
            CommandLineCheck check = CommandLineCheck.of(arguments);
            assertThat(check.finished()).isTrue();
            return new Ended(
                    check.exitCode(),
                    capturedOutput.toString(StandardCharsets.UTF_8),
                    capturedErrors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }

    /** Two frames of twelve bits with a sign: −1000 + 100 i, and the same upside down. */
    private Path ct() throws IOException {
        long[] values = new long[2 * ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 12 ? -1000 + 100 * i : -1000 + 100 * (23 - i);
        }
        DataSet dataSet = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .putText(Tags.SOP_INSTANCE_UID, "2.25.1")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putText(Tags.NUMBER_OF_FRAMES, "2")
                .putText(Tags.RESCALE_SLOPE, "2")
                .putText(Tags.RESCALE_INTERCEPT, "-24")
                .putText(Tags.WINDOW_CENTER, "0.5")
                .putText(Tags.WINDOW_WIDTH, "2001")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, ROWS)
                .putIntegers(Tags.COLUMNS, COLUMNS)
                .putIntegers(Tags.BITS_ALLOCATED, 16)
                .putIntegers(Tags.BITS_STORED, 12)
                .putIntegers(Tags.HIGH_BIT, 11)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 1)
                .put(Element.integers(Tags.PIXEL_DATA, Vr.OW, values));
        return write("ct.dcm", dataSet);
    }

    private Path write(String name, DataSet dataSet) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(new DicomObject(new DataSet(), dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        }
        return file;
    }

    private static ByteBuffer npy(Path file, String header) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        byte[] text = new byte[bytes.getShort()];
        bytes.get(text);
        assertThat(bytes.position() % 64).isZero();
        assertThat(new String(text, StandardCharsets.US_ASCII))
                .startsWith(header)
                .endsWith(" \n");
        return bytes;
    }

    @Test
    void storedValuesKeepTheirType() throws IOException {
        Path out = folder.resolve("stored.npy");
        JsonNode json = run("pixels", ct().toString(), "--out", out.toString(), "--json")
                .json();
        ByteBuffer values = npy(out, "{'descr': '<i2', 'fortran_order': False, 'shape': (3, 4), }");
        for (int i = 0; i < 12; i++) {
            assertThat(values.getShort()).isEqualTo((short) (-1000 + 100 * i));
        }
        assertThat(values.hasRemaining()).isFalse();
        assertThat(json.get("shape").toString()).isEqualTo("[3,4]");
        assertThat(json.get("dtype").asText()).isEqualTo("<i2");
        assertThat(json.get("stage").asText()).isEqualTo("stored");
        assertThat(json.get("min").asDouble()).isEqualTo(-1000);
        assertThat(json.get("max").asDouble()).isEqualTo(100);
        assertThat(json.get("mean").asDouble()).isEqualTo(-450);
        assertThat(json.get("frames").asInt()).isEqualTo(2);
        assertThat(json.get("transferSyntax").asText()).isEqualTo("1.2.840.10008.1.2.1");
        assertThat(json.get("photometric").asText()).isEqualTo("MONOCHROME2");
        // hashlib.sha256(np.arange(-1000, 101, 100, dtype='<i4').tobytes()).hexdigest()
        assertThat(json.get("storedSha256").asText()).isEqualTo(SHA256);
    }

    private static final String SHA256 = "aec12ffee6c486d85801732b56c7e60b9cb140ebe5ee62f3d0826eef490a067e";

    @Test
    void laterStagesAreFloats() throws IOException {
        Path out = folder.resolve("later.npy");
        run("pixels", ct().toString(), "--frame", "1", "--stage", "modality", "--out", out.toString());
        ByteBuffer modality = npy(out, "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }");
        for (int i = 0; i < 12; i++) {
            assertThat(modality.getFloat()).isEqualTo(2 * (-1000 + 100 * (11 - i)) - 24);
        }
        run("pixels", ct().toString(), "--stage", "display", "--out", out.toString());
        ByteBuffer display = npy(out, "{'descr': '<f4'");
        for (int i = 0; i < 12; i++) {
            double hounsfield = 2 * (-1000 + 100 * i) - 24;
            assertThat((double) display.getFloat())
                    .isCloseTo(Math.min(1, Math.max(0, (hounsfield + 1000) / 2000)), within(1e-6));
        }
    }

    @Test
    void aPictureIsTheDisplay() throws IOException {
        Path out = folder.resolve("picture.png");
        assertThat(run("pixels", ct().toString(), "--out", out.toString()).code())
                .isZero();
        BufferedImage picture = ImageIO.read(out.toFile());
        assertThat(picture.getWidth()).isEqualTo(COLUMNS);
        assertThat(picture.getRaster().getSample(3, 2, 0)).isEqualTo((int) Math.round((176 + 1000) / 2000.0 * 255));
        assertThat(picture.getRaster().getSample(0, 0, 0)).isZero();
    }

    @Test
    void mistakesAndUndecodableFilesEndDifferently() throws IOException {
        String ct = ct().toString();
        for (String[] mistake : new String[][] {
            {"pixels"},
            {"pixels", folder.resolve("absent.dcm").toString()},
            {"pixels", ct, "--frame", "2"},
            {"pixels", ct, "--frame", "-1"},
            {"pixels", ct, "--out", folder.resolve("a.tif").toString()},
            {"pixels", ct, "--stage", "stored", "--out", folder.resolve("a.png").toString()}
        }) {
            assertThat(run(mistake).code()).as(String.join(" ", mistake)).isEqualTo(2);
        }
        Path text = Files.writeString(folder.resolve("text.dcm"), "not DICOM at all, and no patient's name either");
        Ended refused = run("pixels", text.toString(), "--json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors()).contains("isocenter: not a DICOM file");
        assertThat(refused.output()).isEmpty();
        assertThat(run("pixels", ct, "--out", folder.resolve("absent/a.npy").toString())
                        .code())
                .isEqualTo(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("ct.dcm", "text.dcm");
        }
    }

    /** Every small sample that pydicom decodes without loss, as NumPy reads it. */
    @Test
    void numpyReadsWhatPydicomDecodes() throws IOException, InterruptedException {
        Path samples = Path.of(System.getProperty("samples.dir", ""), "dicom-samples");
        assumeTrue(Files.isDirectory(samples), "needs the sample files: -Dsamples.dir=…");
        String python = System.getenv().getOrDefault("ISOCENTER_PYTHON", "python3");
        assumeTrue(
                ended(python, "-c", "import numpy, pydicom, pydicom.pixels") == 0,
                "needs Python with numpy and pydicom: ISOCENTER_PYTHON=…");
        List<Path> files;
        try (Stream<Path> found = Files.walk(samples)) {
            files = found.filter(
                            file -> Files.isRegularFile(file) && file.toFile().length() < SMALL)
                    .sorted()
                    .toList();
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            Path out = folder.resolve(i + ".npy");
            Ended ended = run("pixels", files.get(i).toString(), "--out", out.toString(), "--json");
            if (ended.code() == 0) {
                list.append(files.get(i)).append('\t').append(out).append('\t');
                list.append(ended.json().get("storedSha256").asText()).append('\n');
            }
        }
        Path listed = Files.writeString(folder.resolve("list.tsv"), list);
        assertThat(ended(python, Path.of("src/test/python/check_pixels.py").toString(), listed.toString()))
                .isZero();
    }

    private static int ended(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return process.waitFor(3, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException absent) {
            return -1;
        }
    }
}
