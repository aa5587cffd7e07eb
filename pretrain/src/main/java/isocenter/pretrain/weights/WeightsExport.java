package isocenter.pretrain.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.training.BackboneFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a backbone as timm loads it, strictly, into the model that the file's metadata names. The metadata are text: {@code
 * timm_model}, {@code timm_arguments} (a JSON object for {@code create_model}), {@code mean} and {@code std} for pixel values
 * in [0, 1].
 */
public final class WeightsExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WeightsExport() {}

    /**
     * @param weights a backbone's file
     * @param out replaced when it exists
     * @param facts further metadata, such as which backbone it is
     * @return the metadata that were written
     * @throws isocenter.pretrain.tensor.SafetensorsException when the backbone's file is damaged
     */
    public static Map<String, String> write(Path weights, Path out, Map<String, String> facts) {
        Backbone backbone = BackboneFile.read(weights);
        BackboneSpec spec = BackboneFile.spec(weights);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("timm_model", model(spec));
        metadata.put("timm_arguments", arguments(spec));
        metadata.put("mean", Double.toString(Backbone.INPUT_MEAN));
        metadata.put("std", Double.toString(Backbone.INPUT_DEVIATION));
        metadata.putAll(facts);
        Safetensors.write(out, backbone.state(), metadata);
        return metadata;
    }

    /** timm's name of the architecture. ViTs of every patch size go by the name for 16, with an argument. */
    private static String model(BackboneSpec spec) {
        return spec.transformer()
                ? spec.architecture().replace('-', '_') + "_patch16_224"
                : spec.architecture().replace("-", "");
    }

    private static String arguments(BackboneSpec spec) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("in_chans", 1);
        arguments.put("num_classes", 0);
        if (spec.transformer()) {
            arguments.put("img_size", spec.image());
            arguments.put("patch_size", spec.patch());
            arguments.put("class_token", true);
            arguments.put("global_pool", "avg");
            // otherwise timm normalises after pooling, and names that norm so
            arguments.put("fc_norm", false);
        }
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and text are always JSON", e);
        }
    }
}
