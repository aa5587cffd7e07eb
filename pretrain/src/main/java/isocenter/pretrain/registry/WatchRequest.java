package isocenter.pretrain.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * By which labels, and how often, a pretraining is judged. Not part of a recipe, for it changes no weight.
 *
 * @param labels a label revision
 * @param every steps, 1 or more
 */
public record WatchRequest(String labels, int every) {
    public WatchRequest {
        if (every < 1) {
            throw new IllegalArgumentException("A pretraining is watched every 1 or more steps, not " + every);
        }
    }

    /** As a job's parameters hold it; null when they do not. */
    static @Nullable WatchRequest of(JsonNode stored) {
        return stored.isObject()
                ? new WatchRequest(
                        stored.path("labels").asText(), stored.path("every").asInt())
                : null;
    }
}
