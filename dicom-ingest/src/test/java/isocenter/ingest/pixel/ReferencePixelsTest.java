package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Our pixels against those of pydicom's decoders and GDCM (reference-pixels.json, made by reference_pixels.py): to the bit
 * where the syntax is lossless, within the rounding of two correct decoders where it is not.
 */
class ReferencePixelsTest {
    /** Peers give nothing for these; another file of the samples holds the same pixels. */
    private static final Map<String, String> SAME_PIXELS = Map.of(
            "dicom-samples/pydicom-data/liver_deflate.dcm", "dicom-samples/dcmqi/segmentations/liver.dcm",
            "dicom-samples/fo-dicom/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm",
                    "dicom-samples/nema-wg04/CT1_UNC");

    /**
     * Two correct inverse DCTs or irreversible wavelets round to neighbouring integers (IEEE 1180 allows a DCT a peak error
     * of 1). Chrominance that was subsampled depends on interpolation besides, which T.81 leaves open: we repeat, libjpeg
     * interpolates, so edges differ by more.
     */
    private static final double LUMINANCE_TOLERANCE = 1;

    private static final double SUBSAMPLED_TOLERANCE = 8;

    private static final Map<String, String> TABLE = new TreeMap<>();

    private final Part10Parser parser = new Part10Parser();

    private static Path samples() {
        String samples = System.getProperty("samples.dir", "");
        Assumptions.assumeTrue(!samples.isBlank(), "skipped: sample data not present");
        return Path.of(samples);
    }

    private static JsonNode reference() throws IOException {
        try (InputStream in = ReferencePixelsTest.class.getResourceAsStream("/reference-pixels.json")) {
            return new ObjectMapper().readTree(in).get("files");
        }
    }

    @Test
    void everySampleHasAReference() throws IOException {
        Path root = samples();
        Set<String> known = new TreeSet<>();
        reference().fieldNames().forEachRemaining(known::add);
        try (Stream<Path> files = Files.walk(root.resolve("dicom-samples"))) {
            Set<String> present = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.endsWith("MANIFEST.csv"))
                    .collect(Collectors.toSet());
            assertThat(known).as("run reference_pixels.py again").containsAll(present);
        }
    }

    @TestFactory
    Stream<DynamicTest> pixelsEqualThoseOfThePeers() throws IOException {
        Path root = samples();
        return reference().properties().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(entry.getKey(), () -> check(root, entry.getKey(), entry.getValue())));
    }

    private void check(Path root, String name, JsonNode peer) {
        String ours;
        try {
            DicomObject object = parser.parse(root.resolve(name));
            if (!Frames.present(object)) {
                assertThat(peer.get("decoder").isNull()).isTrue();
                TABLE.put(name, "read, no pixel data | " + peer.get("reason").asText());
                return;
            }
            Frames frames = Frames.of(object);
            ours = compare(root, name, frames, peer);
            for (float shown : frames.grey(0).display()) {
                assertThat(shown).isBetween(0f, 1f);
            }
        } catch (DicomFormatException | PixelDecodeException refused) {
            assertThat(peer.get("decoder").isNull())
                    .as("a peer decodes what we refuse: %s", refused.getMessage())
                    .isTrue();
            ours = "refused: " + refused.getMessage();
        }
        if (!ours.equals("equal")) {
            String other = peer.get("decoder").isNull()
                    ? "refused: " + peer.get("reason").asText()
                    : "decoded by " + peer.get("decoder").asText();
            TABLE.put(name, ours + " | " + other);
        }
    }

    private String compare(Path root, String name, Frames frames, JsonNode peer) {
        if (peer.get("decoder").isNull()) {
            String ours = frames.decodeAll().sha256();
            String twin = SAME_PIXELS.get(name);
            assertThat(twin)
                    .as("%s is decoded by us alone, nothing proves it right", name)
                    .isNotNull();
            assertThat(ours)
                    .isEqualTo(Frames.of(parser.parse(root.resolve(twin)))
                            .decodeAll()
                            .sha256());
            return "equal to " + twin.substring(twin.indexOf('/') + 1);
        }
        if (!peer.get("lossy").asBoolean()) {
            assertThat(frames.decodeAll().sha256()).isEqualTo(peer.get("sha256").asText());
            return "equal";
        }
        double worst = 0;
        for (JsonNode grid : peer.get("grids")) {
            worst = Math.max(worst, compareGrid(frames.stored(grid.get("frame").asInt()), grid, peer));
        }
        return worst == 0 ? "equal" : "differs by " + (int) worst + " at most";
    }

    private static double compareGrid(StoredFrame frame, JsonNode grid, JsonNode peer) {
        JsonNode values = grid.get("values");
        int side = 16;
        int samples = frame.samples();
        assertThat(values).hasSize(side * side * samples);
        assertThat(frame.colours().name().substring(0, 3))
                .isEqualTo(
                        samples == 1 ? "GRE" : peer.get("photometric").asText().substring(0, 3));
        double worst = 0;
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            int cell = i / samples;
            int y = (cell / side * 2 + 1) * frame.rows() / (2 * side);
            int x = (cell % side * 2 + 1) * frame.columns() / (2 * side);
            double difference = Math.abs(frame.at((y * frame.columns() + x) * samples + i % samples)
                    - values.get(i).asDouble());
            boolean chrominance = frame.colours() == ColourSpace.YBR_FULL && i % samples > 0;
            assertThat(difference).isLessThanOrEqualTo(chrominance ? SUBSAMPLED_TOLERANCE : LUMINANCE_TOLERANCE);
            worst = Math.max(worst, difference);
            sum += difference;
        }
        assertThat(sum / values.size()).isLessThan(samples == 1 ? 0.25 : 1);
        double mean = 0;
        int count = frame.rows() * frame.columns() * samples;
        for (int i = 0; i < count; i++) {
            mean += frame.at(i) / count;
        }
        assertThat(Math.abs(mean - grid.get("mean").asDouble())).isLessThan(1);
        return worst;
    }

    /** The files that are not simply equal, for README.md. */
    @AfterAll
    static void writeTable() throws IOException {
        if (TABLE.isEmpty()) {
            return;
        }
        StringBuilder table = new StringBuilder("| file | Isocenter | peer |\n|---|---|---|\n");
        TABLE.forEach((name, row) ->
                table.append("| ").append(name).append(" | ").append(row).append(" |\n"));
        Path target = Path.of("target", "reference-pixels.md");
        Files.createDirectories(target.getParent());
        Files.writeString(target, table);
    }
}
