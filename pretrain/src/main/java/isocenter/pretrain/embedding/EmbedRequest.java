package isocenter.pretrain.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.dataset.SplitPart;
import java.util.List;

/**
 * What an embed job was asked for.
 *
 * @param backbone its id
 * @param dataset {@code name@version}
 * @param parts those that are still to be extracted, none of them empty
 */
record EmbedRequest(String backbone, String dataset, List<SplitPart> parts) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static EmbedRequest parse(String parameters) {
        try {
            return MAPPER.readValue(parameters, EmbedRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The parameters of an embed job are not those of this version", e);
        }
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text is always JSON", e);
        }
    }
}
