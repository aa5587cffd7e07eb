package isocenter.deploy.cli;

import isocenter.pretrain.registry.BackboneVersion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What long work made, as commands and the demo show it. */
final class Outcomes {
    private Outcomes() {}

    static Map<String, Object> pretrained(BackboneVersion backbone) {
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
        return json;
    }

    static void print(BackboneVersion backbone, PrintWriter out) {
        out.printf(
                "backbone %s: %s on %s, %d steps, loss %.4f to %.4f, %.0f images/s, %.0f s%n",
                backbone.id,
                backbone.objective,
                backbone.architecture,
                backbone.steps,
                backbone.firstLoss,
                backbone.lastLoss,
                backbone.imagesPerSecond,
                backbone.seconds);
    }
}
