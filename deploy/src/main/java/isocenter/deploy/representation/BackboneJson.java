package isocenter.deploy.representation;

import isocenter.pretrain.registry.BackboneVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** A backbone, as pretraining made it. */
public final class BackboneJson {
    private BackboneJson() {}

    public static Map<String, Object> of(BackboneVersion backbone) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", backbone.id);
        json.put("objective", backbone.objective);
        json.put("backbone", backbone.architecture);
        json.put("dataset", backbone.datasetId);
        json.put("steps", backbone.steps);
        json.put("firstLoss", backbone.firstLoss);
        json.put("lastLoss", backbone.lastLoss);
        json.put("imagesPerSecond", backbone.imagesPerSecond);
        json.put("seconds", backbone.seconds);
        json.put("weightsSha256", backbone.weightsSha256);
        if (backbone.deleted != null) {
            json.put("deleted", backbone.deleted.toString());
        }
        return json;
    }
}
