package isocenter.pretrain.objective;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.Tensor;

/**
 * Fixed inputs and what published code makes of them, from {@code reference.json}, which
 * {@code deploy/bench/objectives/reference.py} writes. Each case states its source; the README beside that script states
 * the conventions. An unknown name throws {@link IllegalArgumentException}.
 */
public final class ReferenceCase {
    private static final JsonNode CASES = read();

    private final String name;
    private final JsonNode content;

    private ReferenceCase(String name, JsonNode content) {
        this.name = name;
        this.content = content;
    }

    public static ReferenceCase named(String name) {
        JsonNode content = CASES.get(name);
        if (content == null) {
            throw new IllegalArgumentException("reference.json has no case " + name);
        }
        return new ReferenceCase(name, content);
    }

    /** An input as a new float32 tensor. */
    public Tensor tensor(String tensor) {
        return tensorOf(entry("tensors", tensor));
    }

    /** An input's values in row-major order. */
    public double[] values(String tensor) {
        return valuesOf(entry("tensors", tensor));
    }

    /** A setting such as a temperature. */
    public double setting(String setting) {
        return entry("settings", setting).doubleValue();
    }

    /** A setting that is a whole number, such as a patch's side. */
    public int number(String setting) {
        JsonNode value = entry("settings", setting);
        if (!value.isInt()) {
            throw new IllegalArgumentException(setting + " of case " + name + " is no whole number");
        }
        return value.intValue();
    }

    /** An expected scalar. */
    public double expected(String output) {
        JsonNode value = entry("expected", output);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(output + " of case " + name + " is a tensor");
        }
        return value.doubleValue();
    }

    /** An expected output as a new float32 tensor. */
    public Tensor expectedTensor(String output) {
        return tensorOf(entry("expected", output));
    }

    /** An expected output's values in row-major order. */
    public double[] expectedValues(String output) {
        return valuesOf(entry("expected", output));
    }

    private JsonNode entry(String part, String key) {
        JsonNode value = content.path(part).get(key);
        if (value == null) {
            throw new IllegalArgumentException("case " + name + " has no " + key + " among its " + part);
        }
        return value;
    }

    private static Tensor tensorOf(JsonNode tensor) {
        double[] values = valuesOf(tensor);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        long[] shape = StreamSupport.stream(tensor.get("shape").spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray();
        return Tensor.create(floats, shape);
    }

    private static double[] valuesOf(JsonNode tensor) {
        return StreamSupport.stream(tensor.get("values").spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static JsonNode read() {
        try (InputStream file = ReferenceCase.class.getResourceAsStream("reference.json")) {
            if (file == null) {
                throw new IllegalStateException(
                        "reference.json is missing from the test resources: run deploy/bench/objectives/reference.py");
            }
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
