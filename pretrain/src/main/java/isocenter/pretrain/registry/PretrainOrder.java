package isocenter.pretrain.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.Retention;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a pretrain job was asked for.
 *
 * @param dataset {@code name@version}
 * @param processes that train together; no part of what is made, since they make the same but for rounding
 * @param watch by which labels it is judged on the way; null for none
 * @param kept which checkpoints stay
 */
record PretrainOrder(
        PretrainRecipe recipe,
        String dataset,
        int processes,
        @Nullable WatchRequest watch,
        Retention kept) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static PretrainOrder parse(String parameters) {
        try {
            JsonNode read = MAPPER.readTree(parameters);
            return new PretrainOrder(
                    RecipeReader.parse(read.path("recipe").asText(), PretrainRecipe.class),
                    read.path("dataset").asText(),
                    read.path("processes").asInt(1),
                    WatchRequest.of(read.path("watch")),
                    read.has("kept") ? MAPPER.convertValue(read.path("kept"), Retention.class) : Retention.NEWEST);
        } catch (JsonProcessingException e) {
            throw new BackboneException("The parameters of a pretrain job must be {\"recipe\": …, \"dataset\": …}");
        }
    }

    String json() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("dataset", dataset);
        parameters.put("recipe", CanonicalForm.of(recipe).json());
        if (processes > 1) {
            parameters.put("processes", processes);
        }
        if (watch != null) {
            parameters.put("watch", watch);
        }
        if (!kept.equals(Retention.NEWEST)) {
            parameters.put("kept", kept);
        }
        try {
            return MAPPER.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers are always JSON", e);
        }
    }

    /** A run's folder within the data folder. */
    static String folder(UUID job) {
        return "models/" + job;
    }
}
