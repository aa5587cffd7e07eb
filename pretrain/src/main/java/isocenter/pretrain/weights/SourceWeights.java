package isocenter.pretrain.weights;

import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.tensor.StoredTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A safetensors file of somebody else's: the names under its encoder's prefix, and their values as 32-bit floats. */
final class SourceWeights {
    /** By these an encoder is found, whatever stands before them. */
    private static final List<String> LANDMARKS = List.of(VitEncoder.STEM, ResNetEncoder.FIRST_BLOCK);

    /** What training code wraps an encoder in. */
    private static final Set<String> WRAPPERS = Set.of("model", "module", "backbone", "encoder", "teacher", "student");

    private static final String CONVERT = """
            Convert it once, with Python:
              import torch, safetensors.torch
              state = torch.load("weights.pth", map_location="cpu", weights_only=True)
              state = state.get("model", state.get("state_dict", state))  # or "teacher", for a training checkpoint
              tensors = {k: v.clone().contiguous() for k, v in state.items() if torch.is_tensor(v)}
              safetensors.torch.save_file(tensors, "weights.safetensors")""";

    private final Path file;
    private final String prefix;
    private final Map<String, StoredTensor> tensors = new TreeMap<>();
    private final List<String> outside = new ArrayList<>();

    private SourceWeights(Path file, Map<String, StoredTensor> stored) {
        this.file = file;
        this.prefix = prefix(stored.keySet());
        stored.forEach((key, tensor) -> {
            if (key.startsWith(prefix)) {
                tensors.put(key.substring(prefix.length()), tensor);
            } else {
                outside.add(key);
            }
        });
    }

    /**
     * @throws WeightsException for a pickle, or when no encoder is found
     * @throws isocenter.pretrain.tensor.SafetensorsException for a damaged file
     */
    static SourceWeights open(Path file) {
        refuseOtherFormats(file);
        return new SourceWeights(file, Safetensors.describe(file));
    }

    private static void refuseOtherFormats(Path file) {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        boolean zip = start.length == 4 && start[0] == 'P' && start[1] == 'K';
        boolean pickle = start.length > 1 && start[0] == (byte) 0x80 && start[1] <= 5;
        // the length of a header of a few hundred kilobytes at most begins with neither
        if (zip || pickle && !readable(file)) {
            throw new WeightsException(
                    file.getFileName() + " is a PyTorch pickle (or another archive), not a safetensors"
                            + " file. Opening a pickle runs the code it carries, so it is not opened here. " + CONVERT);
        }
    }

    /** A header's length may by chance begin like a pickle. */
    private static boolean readable(Path file) {
        try {
            Safetensors.metadata(file);
            return true;
        } catch (RuntimeException notSafetensors) {
            return false;
        }
    }

    private static String prefix(Set<String> keys) {
        Set<String> found = new TreeSet<>();
        for (String key : keys) {
            LANDMARKS.stream()
                    .filter(landmark -> key.equals(landmark) || key.endsWith("." + landmark))
                    .map(landmark -> key.substring(0, key.length() - landmark.length()))
                    .filter(SourceWeights::wrapper)
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new WeightsException(UnknownFamily.message(keys));
        }
        if (found.size() == 1 || found.contains("")) {
            return found.iterator().next();
        }
        List<String> teachers =
                found.stream().filter(prefix -> prefix.contains("teacher.")).toList();
        if (teachers.size() != 1) {
            throw new WeightsException("The file holds several encoders (" + String.join(", ", found)
                    + "), and it is not clear which one is meant: keep the tensors of one");
        }
        return teachers.get(0);
    }

    private static boolean wrapper(String prefix) {
        return prefix.isEmpty() || Stream.of(prefix.split("\\.")).allMatch(WRAPPERS::contains);
    }

    /** Before the encoder's names: empty, or words each followed by a dot. */
    String prefix() {
        return prefix;
    }

    /** Names of the encoder's tensors, without the prefix. */
    Set<String> names() {
        return tensors.keySet();
    }

    /** Keys of the file that are not under the prefix. */
    List<String> outside() {
        return outside;
    }

    /** A name with its prefix, as the file has it. */
    String key(String name) {
        return prefix + name;
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** @throws WeightsException when there is none of that name */
    List<Long> shape(String name) {
        return stored(name).shape();
    }

    private StoredTensor stored(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WeightsException("The file has no " + key(name) + ", which the encoder needs");
        }
        return tensor;
    }

    /** The types of these tensors, other than 32-bit floats, and how many there are of each. */
    Map<String, Long> foreignTypes(Collection<String> names) {
        return names.stream()
                .map(name -> stored(name).type())
                .filter(type -> !type.equals("F32"))
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
    }

    /**
     * Reads tensors, whatever their floating type, as 32-bit floats.
     *
     * @throws WeightsException when one is of whole numbers or holds a value that is not finite
     */
    Map<String, Tensor> read(Collection<String> names) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        Map<String, Tensor> byKey = new LinkedHashMap<>();
        for (String name : names) {
            StoredTensor stored = stored(name);
            if (!stored.floating()) {
                throw new WeightsException(key(name) + " is of type " + stored.type()
                        + ": weights are F32, F16, BF16 or" + " F64. Take the file that was not quantised");
            }
            Tensor value = torch.empty(
                    stored.shape().stream().mapToLong(Long::longValue).toArray());
            values.put(name, value);
            byKey.put(key(name), value);
        }
        Safetensors.readInto(file, byKey);
        values.forEach((name, value) -> {
            if (!value.isfinite().all().item_bool()) {
                throw new WeightsException(
                        key(name) + " holds values that are not finite (damaged, or 16-bit floats that"
                                + " overflowed): take another file of these weights");
            }
        });
        return values;
    }
}
