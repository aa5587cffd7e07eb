package isocenter.ingest.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/**
 * What a job has to do, as its parameters say it: names of rows, never of files.
 *
 * @param chunk 0 for the scan
 */
record ImportWork(UUID importId, int chunk) {
    static final String SCAN = "import-scan";
    static final String CHUNK = "import-chunk";

    private static final ObjectMapper JSON = new ObjectMapper();

    static ImportWork parse(String parameters) {
        try {
            return JSON.readValue(parameters, ImportWork.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The parameters of an import's job cannot be read", e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The parameters of an import's job cannot be written", e);
        }
    }

    /** What sealed paths of this work are bound to. */
    String place() {
        return importId + "/" + chunk;
    }
}
