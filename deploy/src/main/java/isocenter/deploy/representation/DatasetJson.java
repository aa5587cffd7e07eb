package isocenter.deploy.representation;

import isocenter.ingest.dataset.DatasetStatistics;
import isocenter.ingest.dataset.DatasetVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** A version of a dataset, and who is in it. */
public final class DatasetJson {
    private DatasetJson() {}

    public static Map<String, Object> identity(DatasetVersion version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", version.id());
        json.put("name", version.name());
        json.put("version", version.version());
        json.put("sha256", version.sha256());
        json.put("images", version.images());
        json.put("patients", version.patients());
        json.put("excluded", version.excluded());
        json.put("erased", version.erased());
        json.put("created", version.created().toString());
        return json;
    }

    public static Map<String, Object> of(DatasetStatistics statistics) {
        Map<String, Object> json = identity(statistics.dataset());
        json.put("parts", statistics.parts());
        return json;
    }
}
