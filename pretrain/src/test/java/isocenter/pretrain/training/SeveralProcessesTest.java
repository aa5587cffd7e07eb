package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.objective.SmallObjectives;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralProcessesTest {
    /** Sums in another order: some last places of weights and statistics of size 1. */
    private static final double ROUNDING = 1e-4;

    @TempDir
    Path folder;

    /**
     * Every objective, by two processes with half of each batch and by one with all of it: the same losses, weights, running
     * statistics and queues, and the same state of the generator.
     */
    @Test
    void twoProcessesEqualOne() throws Exception {
        Path two = folder.resolve("two");
        Path one = Files.createDirectories(folder.resolve("one"));
        assertThat(RankedRun.fork(cases(), two, -1, false))
                .allSatisfy(rank -> assertThat(rank.status()).as(rank.output()).isZero());
        for (String name : cases()) {
            RankedRun.train(name, one, Ranks.alone(), -1);
            double loss = largestDifference(losses(one, name), losses(two, name));
            Map<String, Double> state = stateDifferences(checkpoint(one, name), checkpoint(two, name));
            Map.Entry<String, Double> worst =
                    state.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            System.out.printf("%s: loss %.1e, %s %.1e%n", name, loss, worst.getKey(), worst.getValue());
            assertThat(loss).as("%s: loss and length of the gradient", name).isLessThan(ROUNDING);
            assertThat(worst.getValue()).as("%s: %s", name, worst.getKey()).isLessThan(ROUNDING);
            assertThat(state.get("generator")).as("%s: generator", name).isZero();
        }
    }

    /** A rank is killed: the other says so, and both go on from the last checkpoint with the losses of an undisturbed run. */
    @Test
    void aLostRankEndsTheOthersAndARestartRepeatsTheLosses() throws Exception {
        List<String> name = List.of("byol");
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        List<RankedRun.Ended> halted = RankedRun.fork(name, parts, 3, false);
        assertThat(halted.get(1).status()).isEqualTo(RankedRun.HALTED);
        assertThat(halted.get(0).status()).as(halted.get(0).output()).isEqualTo(RankedRun.LOST);
        assertThat(halted.get(0).output())
                .contains("rank 0 of 2 lost another rank during")
                .contains("they go on from the last checkpoint");

        List<RankedRun.Ended> restarted = RankedRun.fork(name, parts, -1, false);
        assertThat(restarted.get(0).status()).as(restarted.get(0).output()).isZero();
        List<RankedRun.Ended> silent = RankedRun.fork(name, whole, -1, true);
        List<String> expected = lines(whole, "byol");
        List<String> actual = lines(parts, "byol");
        assertThat(expected).hasSize(RankedRun.STEPS);
        assertThat(actual.subList(0, 3)).isEqualTo(expected.subList(0, 3));
        assertThat(actual.subList(actual.size() - 2, actual.size()))
                .as("from the checkpoint after step 2")
                .isEqualTo(expected.subList(2, 4));

        assertThat(silent.get(0).status()).as(silent.get(0).output()).isEqualTo(RankedRun.LOST);
        assertThat(silent.get(0).output()).contains("did not answer within 4 seconds");
    }

    private static List<String> cases() {
        List<String> cases = new ArrayList<>(SmallObjectives.names());
        cases.add("simclr-resnet");
        cases.add("byol-resnet");
        cases.add("simclr-volumes");
        return cases;
    }

    /** Absolute, of values above 1 relative. */
    private static double largestDifference(List<Double> expected, List<Double> actual) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (int i = 0; i < expected.size(); i++) {
            double scale = Math.max(1, Math.abs(expected.get(i)));
            largest = Math.max(largest, Math.abs(expected.get(i) - actual.get(i)) / scale);
        }
        return largest;
    }

    private static Map<String, Double> stateDifferences(Path expected, Path actual) {
        Map<String, Double> differences = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> first = read(expected);
            Map<String, Tensor> second = read(actual);
            assertThat(second).containsOnlyKeys(first.keySet());
            first.forEach((name, tensor) -> differences.put(
                    name,
                    tensor.to(ScalarType.Double)
                            .sub(second.get(name).to(ScalarType.Double))
                            .abs()
                            .max()
                            .item_double()));
        }
        return differences;
    }

    private static Map<String, Tensor> read(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, StoredTensor> stored : Safetensors.describe(file).entrySet()) {
            ScalarType type = switch (stored.getValue().type()) {
                case "F32" -> ScalarType.Float;
                case "I64" -> ScalarType.Long;
                default -> ScalarType.Byte;
            };
            long[] shape = stored.getValue().shape().stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            tensors.put(stored.getKey(), torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional()));
        }
        Safetensors.readInto(file, tensors);
        return tensors;
    }

    private static Path checkpoint(Path folder, String name) {
        return folder.resolve(name).resolve(String.format("checkpoint-%010d.safetensors", RankedRun.steps(name)));
    }

    private static List<Double> losses(Path folder, String name) throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : lines(folder, name)) {
            for (String number : line.split(" ", -1)) {
                losses.add(Double.parseDouble(number));
            }
        }
        return losses;
    }

    private static List<String> lines(Path folder, String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".txt"));
    }
}
