package isocenter.ingest.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.Rendering;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real series against SimpleITK's geometry and pydicom's values (reference_volumes.py). */
class ReferenceVolumesTest {
    @ParameterizedTest
    @ValueSource(strings = {"ct-liver-3slice", "mr-adc-prostate", "mr-t1w-brain"})
    void isThePeersVolume(String name) throws IOException {
        Path folder = Path.of(System.getProperty("samples.dir", ""), "volumes", name);
        assumeTrue(Files.isDirectory(folder), "needs the sample series: -Dsamples.dir=…");
        JsonNode peer;
        try (InputStream in = ReferenceVolumesTest.class.getResourceAsStream("/reference-volumes.json")) {
            peer = new ObjectMapper().readTree(in).get(name);
        }
        VolumeAssembler assembler = new VolumeAssembler();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> assembler.add(file.getFileName().toString(), new Part10Parser().parse(file)));
        }
        List<VolumeAssembly> outcomes = assembler.assemble();
        assertThat(outcomes).hasSize(1);
        Volume volume = (Volume) outcomes.get(0);
        assertThat(volume.findings()).isEmpty();
        assertThat(volume.frames().stream().map(FrameRef::instance))
                .containsExactlyElementsOf(texts(peer.get("files")));
        VolumePhantomTest.like(volume.geometry(), peer);

        ValueRange range = new ValueRange();
        float[][] slices = volume.frames().stream()
                .map(ref -> Frames.of(new Part10Parser().parse(folder.resolve(ref.instance())))
                        .grey(0)
                        .values())
                .toArray(float[][]::new);
        Rendering unpadded = new Rendering(new Rendering.Range(0, 1), false, Float.NaN, Float.NaN);
        assertThat(VolumePhantomTest.sha256(slices))
                .isEqualTo(peer.get("sha256").asText());
        for (float[] slice : slices) {
            range.add(slice, unpadded);
        }
        assertThat(range.lowest()).isEqualTo(peer.get("lowest").asDouble());
        assertThat(range.highest()).isEqualTo(peer.get("highest").asDouble());
        assertThat(range.quantile(0.005))
                .isEqualTo(peer.get("percentiles").get(0).asDouble());
        assertThat(range.quantile(0.995))
                .isEqualTo(peer.get("percentiles").get(1).asDouble());
    }

    /** Positions as pydicom prints them; the normal of the second object points to the feet. */
    @ParameterizedTest
    @CsvSource({
        "fo-dicom/mr_brucker.dcm, 0 1 2 3, -14, -9.6, -6.2, 1",
        "cornerstone3d/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm, 1 0, 99.5, -301.5, -149, 10"
    })
    void enhancedObjectsAreVolumes(String name, String frames, double x, double y, double z, double spacing) {
        Path file = Path.of(System.getProperty("samples.dir", ""), "dicom-samples", name);
        assumeTrue(Files.exists(file), "needs the sample files: -Dsamples.dir=…");
        VolumeAssembler assembler = new VolumeAssembler();
        assembler.add("one", new Part10Parser().parse(file));
        List<VolumeAssembly> outcomes = assembler.assemble();
        assertThat(outcomes).hasSize(1);
        Volume volume = (Volume) outcomes.get(0);
        assertThat(volume.findings()).isEmpty();
        assertThat(volume.frames().stream().map(ref -> Integer.toString(ref.frame())))
                .containsExactly(frames.split(" "));
        assertThat(volume.geometry().origin()).isEqualTo(new Vector3(x, y, z));
        assertThat(volume.geometry().sliceSpacing()).isCloseTo(spacing, within(1e-6));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
