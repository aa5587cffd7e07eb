package isocenter.pretrain.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.recipe.BackboneSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected numbers: timm 1.0.31 and torchvision 0.25.0 on torch 2.10.0, with the weights of {@link ClosedFormWeights}. Of volumes:
 * timm's blocks behind torch's Conv3d, and MONAI 1.6.1's ResNet.
 */
class BackboneTest {
    private static final double SAME = 1e-5;

    /** timm: {@code create_model('vit_…_patch16_224', img_size=96, patch_size=…, in_chans=1, num_classes=0)}. */
    @ParameterizedTest
    @CsvSource({
        "vit-tiny, 8, 5379264, 192",
        "vit-tiny, 16, 5395392, 192",
        "vit-small, 8, 21375360, 384",
        "vit-small, 16, 21407616, 384",
        "vit-base, 8, 85218048, 768",
        "vit-base, 16, 85282560, 768",
        "resnet-18, 0, 11170240, 512",
        "resnet-50, 0, 23501760, 2048",
        "vit-tiny-3d, 16, 6167232, 192",
        "vit-tiny-3d, 8, 5769408, 192",
        "resnet-18-3d, 0, 33160000, 512"
    })
    void hasAsManyParametersAsThePublishedNetwork(String architecture, int patch, long parameters, int features) {
        Backbone backbone = Backbone.create(new BackboneSpec(architecture, patch, 96));
        assertThat(backbone.weights().values().stream().mapToLong(Tensor::numel).sum())
                .isEqualTo(parameters);
        assertThat(backbone.featureCount()).isEqualTo(features);
    }

    @Test
    void transformerAgreesWithTimm() {
        Backbone backbone = filled(new BackboneSpec("vit-tiny", 8, 64));
        Tensor images = ClosedFormWeights.images(2, 64);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            agrees(
                    backbone.features(images),
                    311.899162,
                    -0.0808114,
                    -0.2507474,
                    -0.4196913,
                    1.2241631,
                    0.7737725,
                    -1.6432954);
            VisionTransformer transformer = (VisionTransformer) backbone;
            agrees(
                    transformer.tokens(images).select(1, 0),
                    312.345662,
                    0.0308318,
                    -0.264954,
                    -0.5172709,
                    1.231122,
                    0.884132,
                    -1.5945021);
        }
    }

    @Test
    void visibleTokensAreTimmsBlocksOnTheKeptPatches() {
        VisionTransformer transformer = (VisionTransformer) filled(new BackboneSpec("vit-tiny", 8, 64));
        Tensor kept = Tensor.create(new float[] {3, 1, 40, 63, 0, 17}, 2, 3).to(ScalarType.Long);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            Tensor tokens = transformer.visibleTokens(ClosedFormWeights.images(2, 64), kept);
            assertThat(tokens.size(1)).isEqualTo(4);
            agrees(tokens, 1247.84013, 0.0314092, -0.2658463, -0.5172952, 1.2320313, 0.8836476, -1.5950328);
        }
    }

    @Test
    void resnet18AgreesWithTorchvision() {
        Backbone backbone = filled(new BackboneSpec("resnet-18", 0, 64));
        Tensor images = ClosedFormWeights.images(2, 64);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            agrees(
                    backbone.features(images),
                    224.721645,
                    0.5303133,
                    0.7094843,
                    0.7539717,
                    0.6714919,
                    0.4015064,
                    0.0418861);
            // batch norm over two images amplifies rounding without end in these weights: compare in float64
            backbone.module().to(ScalarType.Double, false);
            backbone.module().train(true);
            agrees(
                    backbone.features(images.to(ScalarType.Double)),
                    850.136609,
                    0.7847111,
                    1.5178747,
                    1.1154746,
                    1.1450855,
                    1.5084097,
                    0.5581245);
            // training also moves the running statistics
            agrees(
                    backbone.state().get("bn1.running_mean"),
                    3.74858702,
                    0.0498305,
                    0.0734309,
                    0.0870889,
                    0.0890267,
                    0.0790198,
                    0.0584084);
        }
    }

    @Test
    void transformerOfVolumesAgreesWithTimmsBlocks() {
        VisionTransformer transformer = (VisionTransformer) filled(new BackboneSpec("vit-tiny-3d", 8, 32));
        Tensor volumes = ClosedFormWeights.volumes(2, 32);
        Tensor kept = Tensor.create(new float[] {3, 1, 40, 63, 0, 17}, 2, 3).to(ScalarType.Long);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            agrees(
                    transformer.tokens(volumes).select(1, 0),
                    312.339919,
                    0.1004353,
                    -0.2837945,
                    -0.560132,
                    1.2624767,
                    0.8874249,
                    -1.6166506);
            agrees(
                    transformer.features(volumes),
                    311.676781,
                    0.0500039,
                    -0.2557544,
                    -0.5472929,
                    1.2086723,
                    0.8795655,
                    -1.606614);
            agrees(
                    transformer.visibleTokens(volumes, kept),
                    1247.53525,
                    0.0301514,
                    -0.2650772,
                    -0.5167739,
                    1.2310236,
                    0.8840107,
                    -1.5943539);
        }
        assertThatThrownBy(() -> transformer.features(ClosedFormWeights.volumes(1, 16)))
                .hasMessageContaining("32 voxels a side, not 16");
    }

    @Test
    void resnetOfVolumesAgreesWithMonai() {
        Backbone backbone = filled(new BackboneSpec("resnet-18-3d", 0, 32));
        Tensor volumes = ClosedFormWeights.volumes(2, 32);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            agrees(
                    backbone.features(volumes),
                    223.842324,
                    0.5176257,
                    0.7076449,
                    0.7620205,
                    0.6590797,
                    0.4081449,
                    0.0522333);
            backbone.module().to(ScalarType.Double, false);
            backbone.module().train(true);
            agrees(
                    backbone.features(volumes.to(ScalarType.Double)),
                    779.100384,
                    0,
                    0,
                    0,
                    1.6619151,
                    1.7297925,
                    1.1375004);
            agrees(
                    backbone.state().get("bn1.running_mean"),
                    3.75010131,
                    0.0494593,
                    0.0736441,
                    0.0875866,
                    0.0892918,
                    0.0789427,
                    0.0583115);
        }
    }

    @Test
    void resnet50AgreesWithTorchvision() {
        Backbone backbone = filled(new BackboneSpec("resnet-50", 0, 64));
        Tensor images = ClosedFormWeights.images(2, 64);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            agrees(backbone.features(images), 5267.37763, 0, 2.2492971, 0.0183036, 0.6912627, 4.8201551, 0.3520439);
        }
    }

    @Test
    void namesAreThoseOfTimmAndTorchvision() {
        Set<String> transformer =
                Backbone.create(new BackboneSpec("vit-tiny", 8, 64)).state().keySet();
        assertThat(transformer)
                .hasSize(2 + 2 + 12 * 12 + 2)
                .contains("cls_token", "pos_embed", "patch_embed.proj.weight", "norm.bias")
                .contains("blocks.11.norm1.weight", "blocks.0.attn.qkv.bias", "blocks.3.attn.proj.weight")
                .contains("blocks.5.norm2.bias", "blocks.7.mlp.fc1.weight", "blocks.0.mlp.fc2.bias");
        Set<String> resnet =
                Backbone.create(new BackboneSpec("resnet-50", 0, 64)).state().keySet();
        // 53 convolutions, 53 norms of two weights and three buffers
        assertThat(resnet)
                .hasSize(53 * 6)
                .contains("conv1.weight", "bn1.running_var", "layer1.0.downsample.1.num_batches_tracked")
                .contains("layer3.5.conv3.weight", "layer4.2.bn3.bias");
    }

    @Test
    void depthGrowsFromStemToHead() {
        Backbone transformer = Backbone.create(new BackboneSpec("vit-tiny", 16, 64));
        assertThat(transformer.depth()).isEqualTo(13);
        assertThat(transformer.depthOf("cls_token")).isZero();
        assertThat(transformer.depthOf("patch_embed.proj.weight")).isZero();
        assertThat(transformer.depthOf("blocks.0.norm1.weight")).isEqualTo(1);
        assertThat(transformer.depthOf("blocks.11.mlp.fc2.bias")).isEqualTo(12);
        assertThat(transformer.depthOf("norm.weight")).isEqualTo(13);
        Backbone resnet = Backbone.create(new BackboneSpec("resnet-18", 0, 64));
        Set<Integer> depths = new LinkedHashSet<>();
        resnet.weights().keySet().forEach(name -> depths.add(resnet.depthOf(name)));
        assertThat(depths).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void gradientsReachEveryTrainableWeight() {
        for (BackboneSpec spec : new BackboneSpec[] {
            new BackboneSpec("vit-tiny", 16, 32),
            new BackboneSpec("resnet-18", 0, 32),
            new BackboneSpec("vit-tiny-3d", 16, 32),
            new BackboneSpec("resnet-18-3d", 0, 32)
        }) {
            Backbone backbone = Backbone.create(spec);
            torch.manual_seed(3);
            Tensor images = spec.volumes() ? torch.rand(2, 1, 32, 32, 32) : torch.rand(2, 1, 32, 32);
            backbone.features(images).square().sum().backward();
            for (Map.Entry<String, Tensor> weight : backbone.weights().entrySet()) {
                assertThat(weight.getValue().grad().defined())
                        .isEqualTo(!weight.getKey().equals("pos_embed"));
            }
        }
    }

    @Test
    void theMapsMeanIsTheFeatures() {
        torch.manual_seed(5);
        Tensor images = torch.rand(2, 1, 64, 64);
        for (BackboneSpec spec :
                new BackboneSpec[] {new BackboneSpec("vit-tiny", 16, 64), new BackboneSpec("resnet-18", 0, 64)}) {
            Backbone backbone = Backbone.create(spec);
            backbone.module().train(false);
            Tensor map = backbone.map(images);
            assertThat(map.size(1)).isEqualTo(backbone.featureCount());
            assertThat(map.size(2)).isEqualTo(64 / backbone.stride());
            Tensor mean = map.flatten(2, -1).mean(2);
            assertThat(distance(mean, backbone.features(images))).isLessThan(1e-5);
        }
        VisionTransformer transformer = (VisionTransformer) filled(new BackboneSpec("vit-tiny-3d", 16, 32));
        Tensor volumes = ClosedFormWeights.volumes(1, 32);
        Tensor map = transformer.map(volumes);
        assertThat(map.dim()).isEqualTo(5);
        // the fourth patch: first plane, second row, second column
        Tensor fourth = transformer.tokens(volumes).select(1, 4);
        assertThat(distance(map.select(2, 0).select(2, 1).select(2, 1), fourth)).isZero();
    }

    @Test
    void hiddenPatchesAreNotSeenAndShownOnesAre() {
        VisionTransformer transformer = (VisionTransformer) filled(new BackboneSpec("vit-tiny", 8, 64));
        torch.manual_seed(6);
        Tensor images = torch.rand(1, 1, 64, 64);
        Tensor token = torch.randn(1, 1, 192);
        Tensor nothing = torch.zeros(1, 64);
        assertThat(distance(transformer.maskedTokens(images, nothing, token), transformer.tokens(images)))
                .isLessThan(1e-6);
        // the first row of patches hidden: its pixels may be anything
        Tensor firstRow = torch.zeros(1, 64);
        firstRow.narrow(1, 0, 8).fill_(new org.bytedeco.pytorch.Scalar(1));
        Tensor other = images.clone();
        other.narrow(2, 0, 8).zero_();
        assertThat(distance(
                        transformer.maskedTokens(images, firstRow, token),
                        transformer.maskedTokens(other, firstRow, token)))
                .isZero();
        assertThat(distance(transformer.maskedTokens(images, nothing, token), transformer.tokens(other)))
                .isGreaterThan(1e-3);
    }

    @Test
    void theLastBlocksAnswerInOrder() {
        VisionTransformer transformer = (VisionTransformer) filled(new BackboneSpec("vit-tiny", 16, 64));
        Tensor images = torch.rand(2, 1, 64, 64);
        List<Tensor> outputs = transformer.blockOutputs(images, 3);
        assertThat(outputs).hasSize(3);
        assertThat(distance(transformer.blockOutputs(images, 1).get(0), outputs.get(2)))
                .isZero();
        // a smaller image has positions too
        assertThat(transformer.features(torch.rand(2, 1, 32, 32)).size(1)).isEqualTo(192);
    }

    /** Rates and scale as timm has them; in evaluation nothing is dropped. */
    @Test
    void blocksAreLeftOutAsOftenAsAsked() {
        TransformerBlock block = new TransformerBlock(8, 2);
        block.dropPath(0.25);
        torch.manual_seed(9);
        Tensor tokens = torch.randn(1, 3, 8).expand(4000, 3, 8).contiguous();
        block.train(true);
        Tensor changed = block.forward(tokens).sub(tokens).abs().sum(2).sum(1);
        double untouched = changed.eq(new org.bytedeco.pytorch.Scalar(0.0))
                .to(ScalarType.Double)
                .mean()
                .item_double();
        // both branches left out: 1/16, five standard deviations of a mean of 4,000 draws
        assertThat(untouched).isCloseTo(0.0625, within(0.0192));
        block.train(false);
        Tensor whole = block.forward(tokens);
        assertThat(distance(whole.narrow(0, 0, 1), whole.narrow(0, 3999, 1))).isLessThan(1e-6);
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_double();
    }

    private static Backbone filled(BackboneSpec spec) {
        Backbone backbone = Backbone.create(spec);
        ClosedFormWeights.fill(backbone.state());
        backbone.module().train(false);
        return backbone;
    }

    private static void agrees(Tensor actual, double sumOfAbsolutes, double... first) {
        Tensor flat = actual.to(ScalarType.Double).reshape(-1);
        for (int i = 0; i < first.length; i++) {
            assertThat(flat.get(i).item_double()).isCloseTo(first[i], within(SAME));
        }
        assertThat(flat.abs().sum().item_double()).isCloseTo(sumOfAbsolutes, within(SAME * sumOfAbsolutes));
    }
}
