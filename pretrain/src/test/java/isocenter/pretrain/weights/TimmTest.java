package isocenter.pretrain.weights;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.tensor.StoredTensor;
import isocenter.pretrain.training.BackboneFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole networks, to and from timm. The interpreter that has torch, timm and safetensors is {@code -Dtimm.python=…}, the
 * script is in src/test/python. {@link WeightsImportTest} does without.
 */
class TimmTest {
    private static final Logger LOG = Logger.getLogger(TimmTest.class);
    private static final Path SCRIPT = Path.of("src/test/python/timm_weights.py");
    private static final Pattern ANSWER = Pattern.compile("answers (\\S+) (\\S+) (\\S+)");
    private static final long PATIENCE_MINUTES = 8;

    @TempDir
    static Path folder;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        Assumptions.assumeFalse(
                System.getProperty("timm.python", "").isBlank(), "skipped: no -Dtimm.python=… is given");
        Libtorch.start();
        python("make");
    }

    /** Bounds are relative to the largest value of the tokens (ViT) or features (ResNet). */
    @ParameterizedTest
    @CsvSource({
        "vit-tiny,         half,     224, vit-tiny,  16, 5e-6",
        "vit-tiny-resized, imagenet,  96, vit-tiny,  16, 5e-6",
        "dino-small,       imagenet, 224, vit-small, 16, 5e-6",
        "dinov2-small,     imagenet, 224, vit-small, 14, 5e-6",
        "mae-tiny,         imagenet,  96, vit-tiny,  16, 5e-6",
        "resnet18-half,    half,     224, resnet-18,  0, 5e-6",
        // the border of the stem, see ResNetEncoder
        "resnet18,         imagenet, 224, resnet-18,  0, 4e-2",
        "resnet50,         imagenet, 224, resnet-50,  0, 4e-2"
    })
    void whatTimmWroteAnswersHereAsThere(
            String name, String normalisation, int image, String architecture, int patch, double bound) {
        ImportedWeights imported = WeightsImport.read(
                folder.resolve(name + ".safetensors"),
                normalisation.equals("half") ? InputNormalisation.HALF : InputNormalisation.IMAGENET,
                image);
        LOG.debugf("%s: %s", name, imported.report().remarks());
        assertThat(imported.spec()).isEqualTo(new BackboneSpec(architecture, patch, image));
        Map<String, Tensor> expected = tensors(folder.resolve(name + ".expected.safetensors"));
        Backbone backbone = imported.backbone();
        backbone.module().train(false);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            Tensor images = expected.get("images");
            Tensor answer = backbone instanceof VisionTransformer vit ? vit.tokens(images) : backbone.features(images);
            double difference = answer.sub(expected.get("answer")).abs().max().item_double();
            double largest = expected.get("answer").abs().max().item_double();
            LOG.infof("%s from timm: largest difference %.2g of values up to %.2g", name, difference, largest);
            assertThat(difference).isLessThan(bound * largest).isNotNaN();
        }
    }

    @Test
    void whatWeWroteAnswersThereAsHere() throws IOException, InterruptedException {
        Map<String, BackboneSpec> specs = new TreeMap<>(Map.of(
                "a", new BackboneSpec("vit-tiny", 8, 96),
                "b", new BackboneSpec("vit-small", 14, 112),
                "c", new BackboneSpec("resnet-18", 0, 96),
                "d", new BackboneSpec("resnet-50", 0, 96)));
        torch.manual_seed(5);
        for (Map.Entry<String, BackboneSpec> entry : specs.entrySet()) {
            Backbone backbone = Backbone.create(entry.getValue());
            Tensor images =
                    torch.rand(2, 1, entry.getValue().image(), entry.getValue().image());
            try (NoGradGuard noGradient = new NoGradGuard()) {
                backbone.state().forEach((key, value) -> {
                    if (value.dim() == 1) {
                        value.add_(torch.rand_like(value));
                    }
                });
                backbone.module().train(false);
                Path weights = BackboneFile.write(folder.resolve(entry.getKey()), backbone, entry.getValue(), "mae", 1);
                WeightsExport.write(weights, folder.resolve(entry.getKey() + ".exported.safetensors"), Map.of());
                Safetensors.write(
                        folder.resolve(entry.getKey() + ".ours.safetensors"),
                        Map.of("images", images, "answer", backbone.features(images)),
                        Map.of());
            }
        }

        Matcher answers = ANSWER.matcher(python("load"));

        for (int i = 0; i < specs.size(); i++) {
            assertThat(answers.find()).isTrue();
            double difference = Double.parseDouble(answers.group(2));
            double largest = Double.parseDouble(answers.group(3));
            LOG.infof(
                    "%s to timm: largest difference %.2g of values up to %.2g",
                    specs.get(answers.group(1)), difference, largest);
            assertThat(difference).isLessThan(2e-6 * largest);
        }
    }

    private static Map<String, Tensor> tensors(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, StoredTensor> stored : Safetensors.describe(file).entrySet()) {
            tensors.put(
                    stored.getKey(),
                    torch.empty(stored.getValue().shape().stream()
                            .mapToLong(Long::longValue)
                            .toArray()));
        }
        Safetensors.readInto(file, tensors);
        return tensors;
    }

    private static String python(String task) throws IOException, InterruptedException {
        Path log = folder.resolve(task + ".log");
        Process process = new ProcessBuilder(
                        System.getProperty("timm.python"), SCRIPT.toString(), task, folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(output).isTrue();
        return output;
    }
}
