package isocenter.deploy.representation;

import isocenter.ingest.archive.QuarantinedObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of what was not kept. */
public final class QuarantineJson {
    private QuarantineJson() {}

    public static Map<String, @Nullable Object> of(QuarantinedObject record) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", record.id);
        json.put("reason", record.reason);
        json.put("held", record.heldSha256 != null);
        json.put("sourceSha256", record.sourceSha256);
        json.put("sizeBytes", record.sizeBytes);
        json.put("quarantinedAt", record.quarantinedAt.toString());
        return json;
    }
}
