package isocenter.pretrain.portable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file says of itself: what to feed, what comes out, where it comes from. Text, numbers, lists and maps of them. */
final class ModelMetadata {
    static final String INPUT = "images";
    static final String OUTPUT = "features";

    /** The axis of any length. */
    static final String BATCH = "N";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final String summary;

    private ModelMetadata(String summary) {
        this.summary = summary;
    }

    static ModelMetadata of(Backbone backbone, BackboneSpec spec, Provenance provenance) {
        ModelMetadata metadata = new ModelMetadata("Isocenter backbone " + provenance.backbone() + ", "
                + spec.architecture() + ": " + feeding(spec) + " to " + backbone.featureCount() + " features");
        metadata.put("backbone", provenance.backbone());
        metadata.put("backbone_sha256", provenance.weightsSha256());
        metadata.put("objective", provenance.objective());
        metadata.put("recipe_sha256", provenance.recipeSha256());
        metadata.put("dataset", provenance.dataset());
        metadata.put("dataset_sha256", provenance.datasetSha256());
        metadata.put("architecture", spec.architecture());
        metadata.put("patch", spec.transformer() ? spec.patch() : null);
        metadata.put("feature_count", backbone.featureCount());
        metadata.put("input", input(spec));
        metadata.put("output", output(backbone, spec));
        metadata.put("preprocessing", Preprocessing.of(spec.image()));
        return metadata;
    }

    /** What to feed, in a few words. */
    static String feeding(BackboneSpec spec) {
        return "grey images, 32-bit floats [" + BATCH + ", 1, " + spec.image() + ", " + spec.image()
                + "], values in [0, 1]";
    }

    private static Map<String, Object> input(BackboneSpec spec) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", INPUT);
        input.put("type", "float32");
        input.put("shape", List.of(BATCH, 1, spec.image(), spec.image()));
        input.put("range", List.of(0, 1));
        input.put("meaning", "one grey channel, 0 is black, 1 is white");
        input.put(
                "standardisation",
                "part of the network, do not repeat it: (x - %s) / %s"
                        .formatted(Backbone.INPUT_MEAN, Backbone.INPUT_DEVIATION));
        return input;
    }

    private static Map<String, Object> output(Backbone backbone, BackboneSpec spec) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", OUTPUT);
        output.put("type", "float32");
        output.put("shape", List.of(BATCH, backbone.featureCount()));
        output.put(
                "meaning",
                spec.transformer() ? "mean of the patch tokens after the last norm" : "mean of the last feature map");
        return output;
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    /** One sentence. */
    String summary() {
        return summary;
    }

    /** All of it as one JSON object. */
    String json() {
        return json(facts);
    }

    /** Each fact as text; those that are more than text or a number as JSON. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        facts.forEach((name, value) -> texts.put(name, value instanceof String text ? text : json(value)));
        return texts;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers are always JSON", e);
        }
    }
}
