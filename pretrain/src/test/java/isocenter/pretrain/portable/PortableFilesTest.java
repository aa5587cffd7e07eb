package isocenter.pretrain.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.content.Sha256;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.Rendering;
import isocenter.ingest.pixel.Rendering.Function;
import isocenter.ingest.pixel.Rendering.Window;
import isocenter.ingest.prepared.PreparedImage;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.training.BackboneFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NamedIValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.named_attribute_iterator;
import org.bytedeco.pytorch.named_attribute_list;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files run by libtorch's own loader and by ONNX Runtime, against the backbone that they were written of. */
class PortableFilesTest {
    private static final Logger LOG = Logger.getLogger(PortableFilesTest.class);
    private static final double SAME = 1e-5;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static ExportedBackbone small;

    @BeforeAll
    static void export() {
        small = ExportedBackbone.of(new BackboneSpec("resnet-18", 0, 32), folder.resolve("small"));
    }

    @ParameterizedTest
    @CsvSource({"vit-tiny, 8, 64", "vit-small, 16, 64", "resnet-18, 0, 64", "resnet-50, 0, 64"})
    void bothAnswerAsTheBackboneDoes(String architecture, int patch, int image) throws OrtException {
        ExportedBackbone exported =
                ExportedBackbone.of(new BackboneSpec(architecture, patch, image), folder.resolve(architecture));
        double largest = exported.features().abs().max().item_double();
        assertThat(largest).isBetween(0.1, 20.0);
        JitModule module = torch.load(exported.torchScript().toString());
        try (NoGradGuard noGradient = new NoGradGuard();
                OnnxModel onnx = new OnnxModel(exported.onnx())) {
            for (int images : new int[] {1, 3}) {
                Tensor fed = exported.images().narrow(0, 0, images);
                Tensor expected = exported.features().narrow(0, 0, images);
                double byTorchScript = difference(run(module, fed), expected);
                double byOnnx = difference(onnx.features(fed), expected);
                LOG.infof(
                        "%s, %d image(s): largest difference %.2g by TorchScript, %.2g by ONNX Runtime, of features up"
                                + " to %.2g",
                        architecture, images, byTorchScript, byOnnx, largest);
                assertThat(byTorchScript).isLessThan(SAME).isNotNaN();
                assertThat(byOnnx).isLessThan(SAME).isNotNaN();
            }
        }
    }

    @Test
    void theFilesSayWhatToFeedAndWhereTheyComeFrom() throws IOException, OrtException {
        ExportedBackbone exported =
                ExportedBackbone.of(new BackboneSpec("vit-tiny", 16, 32), folder.resolve("described"));
        Map<String, String> metadata = exported.metadata();
        assertThat(metadata)
                .containsEntry("backbone", "mae-vit-tiny-012345")
                .containsEntry("backbone_sha256", Sha256.hex(exported.weights()))
                .containsEntry("objective", "mae")
                .containsEntry("recipe_sha256", "ab".repeat(32))
                .containsEntry("dataset", "chest@2")
                .containsEntry("dataset_sha256", "cd".repeat(32))
                .containsEntry("architecture", "vit-tiny")
                .containsEntry("patch", "16")
                .containsEntry("feature_count", "192");
        JsonNode input = JSON.readTree(metadata.get("input"));
        assertThat(input.path("shape")).hasToString("[\"N\",1,32,32]");
        assertThat(input.path("range")).hasToString("[0,1]");
        assertThat(input.path("type").asText()).isEqualTo("float32");
        assertThat(JSON.readTree(metadata.get("output")).path("shape")).hasToString("[\"N\",192]");

        try (OnnxModel onnx = new OnnxModel(exported.onnx())) {
            assertThat(onnx.metadata().getCustomMetadata()).isEqualTo(metadata);
            assertThat(onnx.metadata().getDescription())
                    .contains("mae-vit-tiny-012345", "[N, 1, 32, 32]", "values in [0, 1]");
            assertThat(onnx.inputShape(input.path("name").asText())).containsExactly(-1, 1, 32, 32);
            assertThat(onnx.outputShape("features")).containsExactly(-1, 192);
        }
        JsonNode extra = JSON.readTree(extraFile(exported.torchScript()));
        assertThat(extra.properties()).hasSameSizeAs(metadata.keySet());
        extra.properties()
                .forEach(fact -> assertThat(
                                fact.getValue().isTextual()
                                        ? fact.getValue().asText()
                                        : fact.getValue().toString())
                        .isEqualTo(metadata.get(fact.getKey())));
    }

    @Test
    void anImportedBackboneNamesNoDataset() {
        Map<String, String> written = TorchScriptExport.write(
                small.weights(),
                folder.resolve("imported.pt"),
                new Provenance("imported-resnet18-012345", "ef", "imported", "ab", null, null));
        assertThat(written)
                .containsEntry("objective", "imported")
                .doesNotContainKeys("dataset", "dataset_sha256", "patch");
    }

    @Test
    void thePreprocessingIsDescribedAsItIsToday() throws IOException {
        JsonNode preprocessing = JSON.readTree(small.metadata().get("preprocessing"));
        assertThat(preprocessing.path("version").asInt())
                .as("describe the new preprocessing in Preprocessing, then raise its version")
                .isEqualTo(PreparedImage.VERSION);
        assertThat(preprocessing.path("size").asInt()).isEqualTo(32);
        assertThat(preprocessing.path("steps")).hasSize(7);

        // by the words: a linear window of 51 around 30 is a ramp from 4.5 to 54.5 (PS3.3 C.11.2.1.2.1); 7 is padding
        float[] values = {7, 60, 0, 30, 20, 40, 10, 50};
        Window window = new Window(30, 51, Function.LINEAR);
        byte[] prepared = PreparedImage.of(new GreyImage(4, 2, values, new Rendering(window, true, 7, 7)), 8);
        ByteBuffer levels = ByteBuffer.wrap(prepared).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                float value = column < 2 || column > 5 ? 7 : values[row / 2 * 2 + (column - 2) / 2];
                double shown = value == 7 ? 0 : 1 - Math.min(1, Math.max(0, (value - 4.5) / (54.5 - 4.5)));
                assertThat(levels.getShort() & 0xffff).isEqualTo((int) Math.round(shown * 65535));
            }
        }
    }

    @Test
    void whatWasMeantOtherwiseIsRefused() throws OrtException {
        JitModule module = torch.load(small.torchScript().toString());
        for (Tensor wrong : new Tensor[] {
            torch.rand(1, 1, 64, 64),
            torch.rand(1, 3, 32, 32),
            torch.rand(1, 32, 32),
            torch.rand(1, 1, 32, 32).mul(new Scalar(255)).to(ScalarType.Byte)
        }) {
            assertThatThrownBy(() -> run(module, wrong))
                    .hasMessageContaining("feed grey images, 32-bit floats [N, 1, 32, 32]");
        }
        try (OnnxModel onnx = new OnnxModel(small.onnx())) {
            assertThatThrownBy(() -> onnx.features(torch.rand(1, 1, 64, 64))).isInstanceOf(OrtException.class);
        }
    }

    @Test
    void theScriptHoldsEveryWeightByItsName() {
        JitModule module = torch.load(small.torchScript().toString());
        Set<String> names = new TreeSet<>();
        named_attribute_list attributes = module.named_attributes();
        for (named_attribute_iterator i = attributes.begin(); i.notEquals(attributes.end()); i.increment()) {
            NamedIValue attribute = i.multiply();
            if (attribute.value().isTensor()) {
                names.add(attribute.name().getString());
            }
        }
        Backbone backbone = BackboneFile.read(small.weights());
        Set<String> expected = new TreeSet<>(backbone.state().keySet());
        expected.removeIf(name -> name.endsWith("num_batches_tracked"));
        assertThat(names).isEqualTo(expected);
    }

    @Test
    void theSameBackboneGivesTheSameBytesUnderAnyNameAndNothingElse() throws IOException {
        Path place = folder.resolve("again");
        TorchScriptExport.write(small.weights(), place.resolve("other.pt"), small.provenance());
        OnnxExport.write(small.weights(), place.resolve("other.onnx"), small.provenance());
        assertThat(place.resolve("other.pt")).hasSameBinaryContentAs(small.torchScript());
        assertThat(place.resolve("other.onnx")).hasSameBinaryContentAs(small.onnx());
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("other.pt", "other.onnx");
        }
        OnnxExport.write(small.weights(), place.resolve("other.pt"), small.provenance());
        assertThat(place.resolve("other.pt")).hasSameBinaryContentAs(small.onnx());
    }

    private static Tensor run(JitModule module, Tensor images) {
        return module.forward(new IValueVector(new IValue(images))).toTensor();
    }

    private static double difference(Tensor answer, Tensor expected) {
        assertThat(answer.size(0)).isEqualTo(expected.size(0));
        assertThat(answer.size(1)).isEqualTo(expected.size(1));
        return answer.sub(expected).abs().max().item_double();
    }

    private static String extraFile(Path file) {
        BytePointer name = new BytePointer(TorchScriptExport.METADATA);
        ExtraFilesMap extra = new ExtraFilesMap().put(name, "");
        torch.load(file.toString(), new DeviceOptional(), extra);
        return extra.get(name).getString();
    }
}
