package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.pretrain.tensor.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path folder;

    private Checkpoints checkpoints;
    private final LossRecord losses = new LossRecord(true);

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    @BeforeEach
    void save() {
        checkpoints = new Checkpoints(folder, "run-a");
        losses.add(1, 0.1 + 0.2, Map.of());
        for (int step : new int[] {4, 8, 12}) {
            checkpoints.save(step, Map.of("w", Tensor.create(new float[] {step}, 1)), losses);
        }
    }

    @Test
    void keepsTheNewestTwoAndComesBackToTheNewest() throws IOException {
        assertThat(names())
                .containsExactly(
                        "checkpoint-0000000008.json",
                        "checkpoint-0000000008.safetensors",
                        "checkpoint-0000000012.json",
                        "checkpoint-0000000012.safetensors");
        assertThat(restored()).isEqualTo(12);
        Checkpoints.Progress manifest = checkpoints.restoreInto(Map.of("w", torch.zeros(1)));
        assertThat(manifest.step()).isEqualTo(12);
        assertThat(new LossRecord(true, manifest.losses()).first()).isEqualTo(0.1 + 0.2);
    }

    @Test
    void goesBackToTheOneBeforeWhenTheNewestWasDamaged() throws IOException {
        Path newest = folder.resolve("checkpoint-0000000012.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length - 1] ^= 1;
        Files.write(newest, bytes);
        assertThat(restored()).isEqualTo(8);
    }

    @Test
    void goesBackWhenTheNewestIsCutMissingOrWithoutManifest() throws IOException {
        Path newest = folder.resolve("checkpoint-0000000012.safetensors");
        Files.write(newest, new byte[] {1, 2, 3});
        assertThat(restored()).isEqualTo(8);
        Files.delete(newest);
        assertThat(restored()).isEqualTo(8);
        Files.writeString(folder.resolve("checkpoint-0000000012.json"), "{\"format\":1,");
        assertThat(restored()).isEqualTo(8);
        Files.delete(folder.resolve("checkpoint-0000000012.json"));
        assertThat(restored()).isEqualTo(8);
        Files.delete(folder.resolve("checkpoint-0000000008.json"));
        assertThat(checkpoints.restoreInto(Map.of("w", torch.zeros(1)))).isEqualTo(Checkpoints.Progress.NONE);
    }

    @Test
    void refusesAnotherRunsFolder() {
        assertThatThrownBy(() -> new Checkpoints(folder, "run-b").restoreInto(Map.of("w", torch.zeros(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another recipe or dataset");
    }

    private float restored() {
        Tensor weight = torch.zeros(1);
        checkpoints.restoreInto(Map.of("w", weight));
        return weight.item_float();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
