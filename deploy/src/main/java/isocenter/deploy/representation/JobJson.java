package isocenter.deploy.representation;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.ingest.job.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job: what it is, how far it has come, how it ended. */
public final class JobJson {
    private JobJson() {}

    public static Map<String, @Nullable Object> of(Job job) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", job.id.toString());
        json.put("kind", job.kind);
        json.put("state", job.state.name());
        json.put("done", job.done);
        json.put("total", job.total);
        json.put("unit", job.unit);
        json.put("figures", tree(job.figures));
        json.put("result", tree(job.result));
        json.put("error", job.error);
        json.put("attempt", job.attempt);
        json.put("created", job.created.toString());
        return json;
    }

    private static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : StoredJson.parse(text);
    }
}
