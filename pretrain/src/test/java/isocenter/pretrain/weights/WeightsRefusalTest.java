package isocenter.pretrain.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.SafetensorsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be imported is refused by name, with what to take instead. */
class WeightsRefusalTest {
    private static final BackboneSpec TINY = new BackboneSpec("vit-tiny", 16, 32);
    private static final BackboneSpec RESNET = new BackboneSpec("resnet-18", 0, 32);

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    @Test
    void nothingIsLeftRandom() {
        refuses(
                tiny().without("blocks.7.attn.qkv.bias"),
                "lacks 1 of",
                "blocks.7.attn.qkv.bias",
                "nothing is left random");
        refuses(tiny().under("model.").without("model.norm.bias"), "model.norm.bias");
        refuses(tiny().without("patch_embed.proj.bias"), "patch_embed.proj.bias");
        refuses(tiny().without("pos_embed"), "pos_embed");
        refuses(tiny().without("cls_token"), "no class token");
        refuses(resnet().without("layer3.1.bn2.running_var"), "layer3.1.bn2.running_var");
        refuses(tiny().withLayerScale(12, 192).without("blocks.4.attn.proj.weight"), "blocks.4.attn.proj.weight");
    }

    @Test
    void whatAnEncoderHereCannotComputeIsNotDropped() {
        refuses(tiny().with("reg_token", 1, 4, 192), "register tokens", "without registers");
        refuses(tiny().with("dist_token", 1, 1, 192), "distillation");
        refuses(tiny().with("fc_norm.weight", 192), "after pooling");
        refuses(tiny().with("blocks.0.attn.q_norm.weight", 64), "queries and keys");
        refuses(tiny().with("blocks.2.adapter.weight", 4, 192), "unknown here (blocks.2.adapter.weight)");
        refuses(resnet().with("layer1.0.se.fc1.weight", 4, 64), "squeeze-and-excitation");
    }

    @Test
    void otherNetworksAreNamed() {
        refuses(tiny().with("blocks.0.3.norm1.weight", 192), "in chunks");
        refuses(tiny().with("blocks.12.norm1.weight", 192), "13 blocks");
        refuses(tiny().with("patch_embed.proj.weight", 1024, 3, 16, 16), "[1024, 3, 16, 16]", "vit-base");
        refuses(tiny().with("patch_embed.proj.weight", 192, 4, 16, 16), "4 channels");
        refuses(tiny().with("blocks.3.mlp.fc1.weight", 512, 192), "[512, 192], not [768, 192]");
        refuses(tiny().with("blocks.0.ls1.gamma", 1), "blocks.0.ls1.gamma has shape [1], not [192]");
        refuses(tiny().with("pos_embed", 1, 7, 192), "square");
        refuses(tiny().with("pos_embed", 1, 5, 190), "[1, 5, 190]");
        refuses(resnet().with("layer1.2.conv1.weight", 64, 64, 3, 3), "[3, 2, 2, 2] basic blocks");
        refuses(resnet().with("conv1.weight", 64, 3, 3, 3), "7×7");
        refuses(resnet().with("conv1.weight", 96, 3, 7, 7), "[96, 3, 7, 7], not [64, 3, 7, 7]");
        refuses(resnet().without("conv1.weight").with("conv1.0.weight", 32, 3, 3, 3), "its stem is another");
        refuses(
                new PublishedWeights().with("embeddings.patch_embeddings.projection.weight", 2, 3, 2, 2),
                "Hugging Face");
        refuses(new PublishedWeights().with("a.b", 1), "It begins with a.b.");
        refuses(tiny().under("trunk."), "remove the prefix");
        PublishedWeights two = tiny().under("model.");
        tiny().under("encoder.").tensors().forEach(two::with);
        refuses(two, "several encoders (encoder., model.)");
    }

    @Test
    void valuesThatAreNoWeightsAreRefused() {
        refuses(
                tiny().with(
                                "norm.weight",
                                torch.full(new long[] {192}, new Scalar(70_000.0))
                                        .to(ScalarType.Half)),
                "norm.weight holds values that are not finite");
        refuses(tiny().with("norm.weight", torch.zeros(192).to(ScalarType.Byte)), "norm.weight is of type U8");
    }

    @Test
    void imageAndNormalisationMustFit() {
        Path file = tiny().write(folder);
        assertThatThrownBy(() -> WeightsImport.read(file, InputNormalisation.NONE, 100))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("take 96 or 112");
        Path grey = tiny().with("patch_embed.proj.weight", 192, 1, 16, 16).write(folder);
        assertThatThrownBy(() -> WeightsImport.read(grey, InputNormalisation.IMAGENET, 32))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("one mean");
        assertThatThrownBy(() -> new InputNormalisation(List.of(0.5, 0.5), List.of(0.5, 0.5)))
                .hasMessageContaining("three of each");
        assertThatThrownBy(() -> new InputNormalisation(List.of(0.5), List.of(0.0)))
                .hasMessageContaining("above 0");
    }

    @Test
    void aPickleIsNeverOpened() throws IOException {
        for (byte[] start : List.of(
                new byte[] {'P', 'K', 3, 4, 0, 0, 8, 8, 0, 0, 0, 0},
                new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, 'F', 'j', 1, 2, 3, 4})) {
            Path file = Files.write(folder.resolve("weights.pth"), start);
            assertThatThrownBy(() -> WeightsImport.read(file, InputNormalisation.IMAGENET, 32))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("pickle")
                    .hasMessageContaining("safetensors.torch.save_file");
        }
    }

    @Test
    void aTruncatedOrChangedFileIsRefused() throws IOException {
        Path file = tiny().write(folder);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, 8, 9, 500, 20_000, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WeightsImport.read(file, InputNormalisation.IMAGENET, 32))
                    .as("%d bytes", length)
                    .isInstanceOf(SafetensorsException.class);
        }
        String header = new String(whole, StandardCharsets.ISO_8859_1);
        for (String shape : List.of("[192,-3,16,16]", "[9999999,9999999,9999999]", "\"192\"")) {
            String changed = header.replaceFirst("\\[192,3,16,16\\]", shape);
            assertThat(changed).isNotEqualTo(header);
            // the header is longer or shorter by as much, and says so
            byte[] bytes = changed.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            length.putLong(0, length.getLong(0) + changed.length() - header.length());
            Files.write(file, bytes);
            assertThatThrownBy(() -> WeightsImport.read(file, InputNormalisation.IMAGENET, 32))
                    .as(shape)
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageContaining("patch_embed.proj.weight lies outside the file");
        }
    }

    private void refuses(PublishedWeights published, String... words) {
        Path file = published.write(folder);
        assertThatThrownBy(() -> WeightsImport.read(file, InputNormalisation.HALF, 32))
                .isInstanceOf(WeightsException.class)
                .message()
                .contains(words);
    }

    private static PublishedWeights tiny() {
        return PublishedWeights.of(TINY);
    }

    private static PublishedWeights resnet() {
        return PublishedWeights.of(RESNET);
    }
}
