package isocenter.pretrain.portable;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files in PyTorch, ONNX Runtime and ONNX's checker. The interpreter that has torch, onnx, onnxruntime and safetensors is
 * {@code -Donnx.python=…}, the script is in src/test/python. {@link PortableFilesTest} does without.
 */
class PortablePythonTest {
    private static final Logger LOG = Logger.getLogger(PortablePythonTest.class);
    private static final Path SCRIPT = Path.of("src/test/python/portable_backbone.py");
    private static final Pattern ANSWER = Pattern.compile("answers (\\S+) (\\S+) (\\S+)");
    private static final double SAME = 1e-5;
    private static final long PATIENCE_MINUTES = 5;

    @TempDir
    Path folder;

    @Test
    void pythonFindsTheFilesSoundAndAnswersAsTheBackboneDoes() throws IOException, InterruptedException {
        Assumptions.assumeFalse(
                System.getProperty("onnx.python", "").isBlank(), "skipped: no -Donnx.python=… is given");
        List<BackboneSpec> specs = List.of(
                new BackboneSpec("vit-tiny", 8, 96),
                new BackboneSpec("vit-small", 16, 96),
                new BackboneSpec("vit-base", 16, 96),
                new BackboneSpec("resnet-18", 0, 96),
                new BackboneSpec("resnet-50", 0, 96));
        for (BackboneSpec spec : specs) {
            ExportedBackbone exported = ExportedBackbone.of(spec, folder.resolve(spec.architecture()));
            Files.delete(exported.weights());
            Files.move(exported.torchScript(), folder.resolve(spec.architecture() + ".pt"));
            Files.move(exported.onnx(), folder.resolve(spec.architecture() + ".onnx"));
            Safetensors.write(
                    folder.resolve(spec.architecture() + ".safetensors"),
                    Map.of("images", exported.images(), "features", exported.features()),
                    Map.of());
        }

        Matcher answers = ANSWER.matcher(python());

        for (int i = 0; i < specs.size(); i++) {
            assertThat(answers.find()).isTrue();
            LOG.infof(
                    "%s in Python: largest difference %s by TorchScript, %s by ONNX Runtime",
                    answers.group(1), answers.group(2), answers.group(3));
            assertThat(Double.parseDouble(answers.group(2))).isLessThan(SAME).isNotNaN();
            assertThat(Double.parseDouble(answers.group(3))).isLessThan(SAME).isNotNaN();
        }
    }

    private String python() throws IOException, InterruptedException {
        Path log = folder.resolve("python.log");
        Process process = new ProcessBuilder(System.getProperty("onnx.python"), SCRIPT.toString(), folder.toString())
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
