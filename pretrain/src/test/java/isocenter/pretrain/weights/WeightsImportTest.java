package isocenter.pretrain.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.ClosedFormWeights;
import isocenter.pretrain.backbone.PositionGrid;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.training.BackboneFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expected numbers: timm 1.0.31 on torch 2.10.0, three-channel networks with the weights of {@link ClosedFormWeights}, on its
 * images repeated to three channels and standardised as stated; positions by {@code resample_abs_pos_embed}.
 */
class WeightsImportTest {
    private static final double SAME = 2e-5;
    private static final BackboneSpec TINY = new BackboneSpec("vit-tiny", 16, 64);
    private static final BackboneSpec RESNET = new BackboneSpec("resnet-18", 0, 64);

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    /** timm: {@code create_model('vit_tiny_patch16_224', img_size=64).forward_features}, ImageNet's normalisation. */
    @Test
    void aTransformerAnswersAsItDidOnThreeChannels() {
        ImportedWeights imported =
                read(PublishedWeights.of(TINY).with("head.weight", 10, 192), InputNormalisation.IMAGENET, 64);

        assertThat(imported.spec()).isEqualTo(TINY);
        agrees(tokens(imported), 5304.00531, 0.0693668, -0.2807103, -0.538906, 1.2530822, 0.8828086, -1.6092293);
        assertThat(imported.report().channels()).isEqualTo(3);
        assertThat(imported.report().resized()).isEmpty();
    }

    /** timm: the same with {@code init_values}, its positions resampled for images of 96 and of 32 pixels. */
    @Test
    void layerScaleIsFoldedAndPositionsAreResized() {
        PublishedWeights published = PublishedWeights.of(TINY).withLayerScale(12, 192);

        ImportedWeights larger = read(published, InputNormalisation.IMAGENET, 96);
        agrees(tokens(larger), 11534.08217, 0.0976071, -0.2826034, -0.5414618, 1.2335631, 0.8761737, -1.5809908);
        ImportedWeights smaller = read(published, InputNormalisation.IMAGENET, 32);
        agrees(tokens(smaller), 1557.47799, 0.0593875, -0.2691247, -0.5206397, 1.2164181, 0.8753389, -1.5711514);

        assertThat(larger.report().family()).contains("LayerScale");
        assertThat(larger.report().resized()).singleElement().satisfies(change -> {
            assertThat(change.key()).isEqualTo("pos_embed");
            assertThat(change.how()).contains("4×4 to 6×6");
        });
        assertThat(larger.report().folded())
                .extracting(WeightsReport.Change::key)
                .hasSize(2 + 12 * 2 * 3)
                .contains("blocks.11.ls2.gamma", "blocks.11.mlp.fc2.bias", "blocks.0.attn.proj.weight");
    }

    /** timm: {@code no_embed_class=True}, normalised to [−1, 1]. */
    @Test
    void aClassTokenWithoutPositionGetsARowOfZeros() {
        ImportedWeights imported =
                read(PublishedWeights.of(TINY).with("pos_embed", 1, 16, 192), InputNormalisation.HALF, 64);
        agrees(tokens(imported), 5303.23819, 0.0649121, -0.2679654, -0.5490521, 1.2233112, 0.8703552, -1.6188385);
    }

    /** timm: {@code create_model('resnet18')}, normalised to [−1, 1], where zero is the same grey as here. */
    @Test
    void aResNetOfOurMeanAnswersAsItDid() {
        ImportedWeights imported =
                read(PublishedWeights.of(RESNET).with("fc.weight", 10, 512), InputNormalisation.HALF, 64);
        assertThat(imported.spec()).isEqualTo(RESNET);
        agrees(features(imported, 64), 224.57935, 0.5309444, 0.7088643, 0.7549326, 0.6721537, 0.4008113, 0.0431238);
        assertThat(imported.report().remarks()).isEmpty();
    }

    /** timm: the same with ImageNet's normalisation; only the border of the stem keeps it from being equal. */
    @Test
    void aResNetOfAnotherMeanDiffersByTheStatedBorderAndByNothingElse() {
        Tensor weight = PublishedWeights.of(RESNET).tensors().get("conv1.weight");
        StemFold fold = StemFold.of(weight.to(ScalarType.Double), InputNormalisation.IMAGENET);
        Tensor images = ClosedFormWeights.images(2, 64).to(ScalarType.Double);
        Tensor mean = Tensor.create(new double[] {0.485, 0.456, 0.406}, 1, 3, 1, 1);
        Tensor deviation = Tensor.create(new double[] {0.229, 0.224, 0.225}, 1, 3, 1, 1);

        Tensor theirs = stem(images.sub(mean).div(deviation), weight.to(ScalarType.Double));
        Tensor ours = stem(images.sub(new Scalar(0.5)).div(new Scalar(0.25)), fold.weight())
                .add(fold.shift().reshape(1, -1, 1, 1));

        Tensor border = ResNetEncoder.border(fold, 64);
        assertThat(largest(theirs.sub(ours.add(border)))).isLessThan(1e-12);
        // two rows at the top and the left, one at the bottom and the right; nothing inside
        assertThat(largest(border.narrow(2, 2, 29).narrow(3, 2, 29))).isLessThan(1e-12);
        assertThat(largest(border.narrow(2, 1, 1))).isGreaterThan(1e-3);
        assertThat(largest(border.narrow(3, 31, 1))).isGreaterThan(1e-3);

        ImportedWeights imported = read(PublishedWeights.of(RESNET), InputNormalisation.IMAGENET, 64);
        assertThat(features(imported, 64).abs().sum().item_double()).isCloseTo(224.512866, within(0.05));
        assertThat(imported.report().remarks())
                .singleElement()
                .asString()
                .contains("differ from the source's", "%.3g".formatted(atMost(border)));
    }

    @Test
    void positionsAreResizedAsTimmDoes() {
        float[] values = new float[17 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(0.37 * i);
        }
        Tensor positions = Tensor.create(values, 1, 17, 2);
        agrees(
                PositionGrid.resized(positions, 6),
                33.625588,
                0,
                0.3616154,
                0.7290817,
                1.0018612,
                0.9409839,
                1.0748882,
                1.1281271,
                1.0453944,
                0.9781603);
        agrees(
                PositionGrid.resized(positions, 3),
                3.8958131,
                0,
                0.3616154,
                0.352637,
                0.3973626,
                0.3516713,
                0.2640366,
                0.0585907,
                -0.0886109,
                -0.0929369);
    }

    @Test
    void everyTensorIsAccountedForOnce() {
        PublishedWeights mae = PublishedWeights.of(TINY)
                .with("mask_token", 1, 1, 8)
                .with("decoder_pos_embed", 1, 17, 8)
                .with("decoder_blocks.0.norm1.weight", 8)
                .under("model.");
        WeightsReport report = read(mae, InputNormalisation.IMAGENET, 64).report();
        assertThat(report.prefix()).isEqualTo("model.");
        assertThat(keys(report))
                .containsExactlyInAnyOrderElementsOf(mae.tensors().keySet());
        assertThat(report.ignored())
                .extracting(WeightsReport.Change::key)
                .containsExactlyInAnyOrder(
                        "model.mask_token", "model.decoder_pos_embed", "model.decoder_blocks.0.norm1.weight");

        PublishedWeights dino = PublishedWeights.of(TINY).under("teacher.backbone.");
        PublishedWeights.of(TINY).under("student.module.backbone.").tensors().forEach(dino::with);
        dino.with("teacher.head.mlp.0.weight", 4, 192).with("epoch", 1);
        WeightsReport taught = read(dino, InputNormalisation.IMAGENET, 64).report();
        assertThat(taught.prefix()).isEqualTo("teacher.backbone.");
        assertThat(keys(taught))
                .containsExactlyInAnyOrderElementsOf(dino.tensors().keySet());
        assertThat(taught.matched()).hasSize(152 - 2 - 2);

        PublishedWeights old = PublishedWeights.of(RESNET).without("bn1.num_batches_tracked");
        WeightsReport residual = read(old, InputNormalisation.IMAGENET, 64).report();
        assertThat(keys(residual))
                .containsExactlyInAnyOrderElementsOf(old.tensors().keySet());
    }

    @Test
    void sixteenBitWeightsAreWidened() {
        for (ScalarType type : List.of(ScalarType.Half, ScalarType.BFloat16, ScalarType.Double)) {
            PublishedWeights published = PublishedWeights.of(TINY);
            Map<String, Tensor> narrow = new LinkedHashMap<>();
            published.tensors().forEach((name, tensor) -> narrow.put(name, tensor.to(type)));
            narrow.forEach(published::with);
            ImportedWeights imported = read(published, InputNormalisation.NONE, 64);
            Tensor stored = imported.backbone().state().get("blocks.3.mlp.fc1.weight");
            assertThat(stored.scalar_type().intern()).isEqualTo(ScalarType.Float);
            assertThat(torch.equal(stored, narrow.get("blocks.3.mlp.fc1.weight").to(ScalarType.Float)))
                    .isTrue();
            assertThat(imported.report().remarks()).anyMatch(remark -> remark.startsWith("150 tensors converted from"));
        }
    }

    @Test
    void whatWeExportComesBackToTheBit() throws Exception {
        for (BackboneSpec spec : List.of(TINY, RESNET)) {
            torch.manual_seed(9);
            Backbone backbone = Backbone.create(spec);
            Path weights = BackboneFile.write(folder.resolve("run"), backbone, spec, "mae", 3);
            Path out = folder.resolve("out.safetensors");
            WeightsExport.write(weights, out, Map.of("backbone", "mae-vit-tiny-000000"));
            assertThat(Safetensors.metadata(out))
                    .containsEntry("mean", "0.5")
                    .containsEntry("std", "0.25")
                    .containsEntry("backbone", "mae-vit-tiny-000000")
                    .containsEntry("timm_model", spec == TINY ? "vit_tiny_patch16_224" : "resnet18");

            ImportedWeights back =
                    WeightsImport.read(out, new InputNormalisation(List.of(0.5), List.of(0.25)), spec.image());

            assertThat(back.report().channels()).isOne();
            Map<String, Tensor> state = back.backbone().state();
            backbone.state()
                    .forEach((name, tensor) -> assertThat(torch.equal(tensor, state.get(name)))
                            .as(name)
                            .isTrue());
            Path again = back.write(folder.resolve("again"));
            byte[] first = Files.readAllBytes(again);
            assertThat(Files.readAllBytes(back.write(folder.resolve("again")))).isEqualTo(first);
            assertThat(BackboneFile.spec(again)).isEqualTo(spec);
        }
    }

    private ImportedWeights read(PublishedWeights published, InputNormalisation normalisation, int image) {
        return WeightsImport.read(published.write(folder), normalisation, image);
    }

    private static List<String> keys(WeightsReport report) {
        List<String> keys = new ArrayList<>(report.matched());
        for (List<WeightsReport.Change> changes : List.of(report.folded(), report.resized(), report.ignored())) {
            changes.forEach(change -> keys.add(change.key()));
        }
        return keys;
    }

    private static Tensor tokens(ImportedWeights imported) {
        imported.backbone().module().train(false);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            return ((VisionTransformer) imported.backbone())
                    .tokens(ClosedFormWeights.images(2, imported.spec().image()));
        }
    }

    private static Tensor features(ImportedWeights imported, int size) {
        imported.backbone().module().train(false);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            return imported.backbone().features(ClosedFormWeights.images(2, size));
        }
    }

    /** A 7×7 convolution as a ResNet's first. */
    private static Tensor stem(Tensor images, Tensor weight) {
        return torch.conv2d(
                images, weight, new TensorOptional(), new long[] {2, 2}, new long[] {3, 3}, new long[] {1, 1}, 1);
    }

    /** The border after bn1 of {@link ClosedFormWeights}. */
    private static double atMost(Tensor border) {
        Map<String, Tensor> norm = PublishedWeights.of(RESNET).tensors();
        Tensor gain = norm.get("bn1.weight")
                .to(ScalarType.Double)
                .div(norm.get("bn1.running_var")
                        .to(ScalarType.Double)
                        .add(new Scalar(1e-5))
                        .sqrt());
        return largest(border.mul(gain.reshape(1, -1, 1, 1)));
    }

    private static double largest(Tensor tensor) {
        return tensor.abs().max().item_double();
    }

    private static void agrees(Tensor actual, double sumOfAbsolutes, double... first) {
        Tensor flat = actual.to(ScalarType.Double).reshape(-1);
        for (int i = 0; i < first.length; i++) {
            assertThat(flat.get(i).item_double()).isCloseTo(first[i], within(SAME));
        }
        assertThat(flat.abs().sum().item_double()).isCloseTo(sumOfAbsolutes, within(1e-6 * sumOfAbsolutes + SAME));
    }
}
