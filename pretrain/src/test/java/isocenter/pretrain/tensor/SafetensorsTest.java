package isocenter.pretrain.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    /** Written by Python's safetensors 0.8: b.weight = [[1.5, -2], [.25, 3]], a.steps = [7, -1] (I64), c = 2.5. */
    private static final String BY_PYTHON =
            "6AAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJtYWRlIjoiYnkgXCJweXRob25cIiIsImsiOiJ2In0sImEu"
                    + "c3RlcHMiOnsiZHR5cGUiOiJJNjQiLCJzaGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOlswLDE2XX0sImIud2VpZ2h0Ijp7ImR0eXBlIjoiRjMy"
                    + "Iiwic2hhcGUiOlsyLDJdLCJkYXRhX29mZnNldHMiOlsxNiwzMl19LCJjIjp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOltdLCJkYXRhX29mZnNl"
                    + "dHMiOlszMiwzNl19fSAgICAgBwAAAAAAAAD//////////wAAwD8AAADAAACAPgAAQEAAACBA";

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    @Test
    void readsWhatPythonWrote() throws IOException {
        Path file = folder.resolve("python.safetensors");
        Files.write(file, Base64.getDecoder().decode(BY_PYTHON));
        Map<String, Tensor> targets = new LinkedHashMap<>();
        targets.put("c", torch.zeros(1).squeeze());
        targets.put("b.weight", torch.zeros(2, 2));
        targets.put("a.steps", torch.zeros(2).to(ScalarType.Long));

        Map<String, String> metadata = Safetensors.readInto(file, targets);

        assertThat(metadata).containsEntry("made", "by \"python\"").containsEntry("k", "v");
        assertThat(floats(targets.get("b.weight"))).containsExactly(1.5f, -2f, 0.25f, 3f);
        assertThat(floats(targets.get("c"))).containsExactly(2.5f);
        assertThat(floats(targets.get("a.steps").to(ScalarType.Float))).containsExactly(7f, -1f);
    }

    @Test
    void writesTheDocumentedLayout() throws IOException {
        Path file = folder.resolve("ours.safetensors");
        Safetensors.write(file, Map.of("w", Tensor.create(new float[] {1, 2, 3}, 3)), Map.of("k", "v"));

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
        assertThat(length % 8).isZero();
        assertThat(header.strip())
                .isEqualTo("{\"__metadata__\":{\"k\":\"v\"},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}");
        assertThat(bytes.getFloat(8 + length + 4)).isEqualTo(2f);
        assertThat(bytes.capacity()).isEqualTo(8 + length + 12);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void bringsBackEveryTypeAndLayoutToTheBit() {
        torch.manual_seed(1);
        Tensor permuted = torch.rand(3, 4, 5).permute(2, 0, 1);
        Tensor rounded = torch.rand(7).to(ScalarType.BFloat16);
        Tensor bytes = torch.rand(9).mul(new Scalar(255.0)).to(ScalarType.Byte);
        Path file = folder.resolve("types.safetensors");
        Safetensors.write(file, Map.of("p", permuted, "r", rounded, "b", bytes), Map.of());
        Map<String, Tensor> targets = Map.of(
                "p",
                torch.zeros(5, 3, 4),
                "r",
                torch.zeros(7).to(ScalarType.BFloat16),
                "b",
                torch.zeros(9).to(ScalarType.Byte));

        Safetensors.readInto(file, targets);

        assertThat(torch.equal(targets.get("p"), permuted)).isTrue();
        assertThat(torch.equal(targets.get("r"), rounded)).isTrue();
        assertThat(torch.equal(targets.get("b"), bytes)).isTrue();
    }

    @Test
    void refusesAnotherShapeAMissingNameAndADamagedFile() throws IOException {
        Path file = folder.resolve("ours.safetensors");
        Safetensors.write(file, Map.of("w", torch.zeros(3)), Map.of());

        assertThatThrownBy(() -> Safetensors.readInto(file, Map.of("w", torch.zeros(4))))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining("w has shape [3], expected [4]");
        assertThatThrownBy(() -> Safetensors.readInto(file, Map.of("v", torch.zeros(3))))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining("no tensor v");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.readInto(file, Map.of("w", torch.zeros(3))))
                    .isInstanceOf(SafetensorsException.class);
            assertThatThrownBy(() -> Safetensors.describe(file)).isInstanceOf(SafetensorsException.class);
        }
    }

    @Test
    void describesWithoutReading() throws IOException {
        Path file = folder.resolve("python.safetensors");
        byte[] bytes = Base64.getDecoder().decode(BY_PYTHON);
        Files.write(file, bytes);
        assertThat(Safetensors.describe(file))
                .containsOnlyKeys("a.steps", "b.weight", "c")
                .containsEntry("a.steps", new StoredTensor("I64", List.of(2L)))
                .containsEntry("b.weight", new StoredTensor("F32", List.of(2L, 2L)))
                .containsEntry("c", new StoredTensor("F32", List.of()));

        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String shape : List.of("[2,3]", "[-2,-2]", "[9999999999,9999999999,9999999999]", "{}")) {
            String header =
                    text.substring(8, bytes.length - 36).replace("[2,2]", shape).strip();
            Files.write(file, withHeader(header, bytes));
            assertThatThrownBy(() -> Safetensors.describe(file))
                    .as(shape)
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageContaining("b.weight lies outside the file");
        }
    }

    private static byte[] withHeader(String header, byte[] original) {
        return ByteBuffer.allocate(8 + header.length() + 36)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.getBytes(StandardCharsets.ISO_8859_1))
                .put(original, original.length - 36, 36)
                .array();
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.reshape(-1).get(i).item_float();
        }
        return values;
    }
}
