package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.SafetensorsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
        checkpoints = new Checkpoints(folder, "run-a", Retention.NEWEST);
        losses.add(1, 0.1 + 0.2, Map.of());
        for (int step : new int[] {4, 8, 12}) {
            save(checkpoints, step, OptionalDouble.empty());
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

    /** Newest one, every tenth, and the best of those that were judged, however old. */
    @Test
    void keepsWhatThePolicySays() throws IOException {
        Checkpoints kept = new Checkpoints(folder.resolve("kept"), "run-a", new Retention(1, 10, true));
        double[] scores = {0.6, 0.9, 0.7, 0.9, 0.8};
        for (int i = 0; i < scores.length; i++) {
            OptionalDouble score = OptionalDouble.of(scores[i]);
            assertThat(kept.best(score)).as("step %d", 5 * i + 5).isEqualTo(i < 2);
            save(kept, 5 * i + 5, score);
        }
        save(kept, 27, OptionalDouble.empty());
        assertThat(steps(folder.resolve("kept"))).containsExactly(10, 20, 27);
        Checkpoints plain = new Checkpoints(folder.resolve("kept"), "run-a", Retention.NEWEST);
        assertThat(plain.best(OptionalDouble.of(1))).isFalse();
        save(plain, 30, OptionalDouble.empty());
        assertThat(steps(folder.resolve("kept"))).containsExactly(27, 30);
        assertThatThrownBy(() -> new Retention(0, 0, false)).hasMessageContaining("last");
    }

    @Test
    void refusesACheckpointOfAnotherShape() {
        assertThatThrownBy(() -> checkpoints.restoreInto(Map.of("w", torch.zeros(2))))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining("w has shape [1], expected [2]");
    }

    private void save(Checkpoints into, int step, OptionalDouble score) {
        into.save(step, Map.of("w", Tensor.create(new float[] {step}, 1)), losses, score);
    }

    private static List<Integer> steps(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".safetensors"))
                    .map(name -> Integer.valueOf(name.substring("checkpoint-".length(), name.indexOf('.'))))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void refusesAnotherRunsFolder() {
        assertThatThrownBy(() ->
                        new Checkpoints(folder, "run-b", Retention.NEWEST).restoreInto(Map.of("w", torch.zeros(1))))
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
