package isocenter.pretrain.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import isocenter.audit.content.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Named tensors in one file, in Hugging Face's safetensors layout: the header's length (8 bytes, little-endian), a JSON
 * header, the raw values. A file is written beside its place, forced to disk and moved into place, so that a crash leaves
 * the old file or the new one. Source: github.com/huggingface/safetensors, "Format".
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";
    private static final long LARGEST_HEADER = 100_000_000;
    private static final Map<String, ScalarType> TYPES = Map.of(
            "F64", ScalarType.Double,
            "F32", ScalarType.Float,
            "F16", ScalarType.Half,
            "BF16", ScalarType.BFloat16,
            "I64", ScalarType.Long,
            "I32", ScalarType.Int,
            "U8", ScalarType.Byte,
            "BOOL", ScalarType.Bool);

    static {
        Libtorch.start();
    }

    private Safetensors() {}

    /**
     * Writes the tensors, in the map's order, whatever device they are on.
     *
     * @throws UncheckedIOException when the disk refuses
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        byte[] header = header(tensors, metadata);
        DurableFile.write(file, channel -> {
            DurableFile.writeFully(
                    channel,
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .flip());
            DurableFile.writeFully(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor plain = tensor.detach().cpu().contiguous();
                    if (plain.nbytes() > 0) {
                        DurableFile.writeFully(
                                channel,
                                new BytePointer(plain.data_ptr())
                                        .capacity(plain.nbytes())
                                        .asByteBuffer());
                    }
                }
            }
        });
    }

    /**
     * Copies stored values into the given tensors, by name, in place. Tensors of the file that are not asked for are
     * passed over.
     *
     * @return the file's metadata
     * @throws SafetensorsException when a name is missing, a shape or type differs, or the file is not sound
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Map<String, String> readInto(Path file, Map<String, Tensor> targets) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Layout layout = Layout.of(file, channel);
            for (Map.Entry<String, Tensor> target : targets.entrySet()) {
                try (PointerScope inner = new PointerScope()) {
                    target.getValue().copy_(layout.stored(channel, target.getKey(), target.getValue()));
                }
            }
            return layout.metadata;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The file's own description, without reading its tensors. */
    public static Map<String, String> metadata(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Layout.of(file, channel).metadata;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * The tensors that the file holds, in its order, without reading their values. Every one of a known type was found to
     * lie whole inside the file.
     *
     * @throws SafetensorsException when the file is not sound
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Map<String, StoredTensor> describe(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Layout.of(file, channel).describe(channel.size());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode description = root.putObject(METADATA);
        metadata.forEach(description::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            long end = offset + tensor.nbytes();
            ObjectNode node = root.putObject(entry.getKey());
            node.put("dtype", typeName(tensor.scalar_type().intern()));
            var shape = node.putArray("shape");
            for (long length : shapeOf(tensor)) {
                shape.add(length);
            }
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        // the format asks for values aligned to 8 bytes, by spaces after the JSON
        String text = root.toString();
        int length = text.getBytes(UTF_8).length;
        return (text + " ".repeat(Math.floorMod(-length, 8))).getBytes(UTF_8);
    }

    private static String typeName(ScalarType type) {
        for (Map.Entry<String, ScalarType> entry : TYPES.entrySet()) {
            if (entry.getValue() == type) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("safetensors files hold no " + type);
    }

    private static long[] shapeOf(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    private record Layout(Path file, JsonNode tensors, Map<String, String> metadata, long start) {
        static Layout of(Path file, FileChannel channel) throws IOException {
            ByteBuffer prefix = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            readFully(channel, prefix, 0, file);
            long length = prefix.getLong();
            if (length < 2 || length > LARGEST_HEADER || length > channel.size() - 8) {
                throw new SafetensorsException(file, "its header's length is impossible");
            }
            ByteBuffer header = ByteBuffer.allocate((int) length);
            readFully(channel, header, 8, file);
            try {
                JsonNode root = JSON.readTree(header.array());
                Map<String, String> metadata = new LinkedHashMap<>();
                root.path(METADATA)
                        .properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                return new Layout(file, root, metadata, 8 + length);
            } catch (JsonProcessingException e) {
                throw new SafetensorsException(file, "its header is not JSON");
            }
        }

        Map<String, StoredTensor> describe(long size) {
            Map<String, StoredTensor> described = new LinkedHashMap<>();
            tensors.properties().forEach(entry -> {
                if (!entry.getKey().equals(METADATA)) {
                    described.put(entry.getKey(), described(entry.getKey(), entry.getValue(), size));
                }
            });
            return described;
        }

        private StoredTensor described(String name, JsonNode node, long size) {
            List<Long> shape = new ArrayList<>();
            node.path("shape").forEach(length -> shape.add(length.asLong(-1)));
            long from = node.path("data_offsets").path(0).asLong(-1);
            long to = node.path("data_offsets").path(1).asLong(-1);
            StoredTensor stored = new StoredTensor(node.path("dtype").asText(), shape);
            ScalarType type = TYPES.get(stored.type());
            boolean inside = from >= 0 && to >= from && to <= size - start;
            if (!inside || type != null && stored.values() * torch.elementSize(type) != to - from) {
                throw new SafetensorsException(file, name + " lies outside the file");
            }
            return stored;
        }

        Tensor stored(FileChannel channel, String name, Tensor target) throws IOException {
            JsonNode node = tensors.get(name);
            if (node == null) {
                throw new SafetensorsException(file, "it has no tensor " + name);
            }
            ScalarType type = TYPES.get(node.path("dtype").asText());
            if (type == null) {
                throw new SafetensorsException(file, name + " has an unknown type");
            }
            long[] expected = shapeOf(target);
            JsonNode shape = node.path("shape");
            boolean same = shape.size() == expected.length;
            for (int i = 0; same && i < expected.length; i++) {
                same = shape.get(i).asLong() == expected[i];
            }
            if (!same) {
                throw new SafetensorsException(
                        file, name + " has shape " + shape + ", expected " + Arrays.toString(expected));
            }
            long from = node.path("data_offsets").path(0).asLong(-1);
            long to = node.path("data_offsets").path(1).asLong(-1);
            long bytes = target.numel() * torch.elementSize(type);
            if (from < 0 || to - from != bytes || start + to > channel.size()) {
                throw new SafetensorsException(file, name + " lies outside the file");
            }
            Tensor values = torch.empty(expected, new TensorOptions(type), new MemoryFormatOptional());
            if (bytes > 0) {
                ByteBuffer buffer =
                        new BytePointer(values.data_ptr()).capacity(bytes).asByteBuffer();
                readFully(channel, buffer, start + from, file);
            }
            return values;
        }

        private static void readFully(FileChannel channel, ByteBuffer into, long at, Path file) throws IOException {
            long position = at;
            while (into.hasRemaining()) {
                int read = channel.read(into, position);
                if (read < 0) {
                    throw new SafetensorsException(file, "it ends too early");
                }
                position += read;
            }
            into.flip();
        }
    }
}
